namespace MobileNetGen.Generator.Support;

/// <summary>What a pass gives: its record, or the problems that kept it from making one. Problems beside a record are warnings.</summary>
internal sealed record Result<T>(T? Value, EquatableArray<Problem> Problems)
    where T : class, IEquatable<T>
{
    public static Result<T> Success(T value) => new(value, EquatableArray<Problem>.Empty);

    public static Result<T> Failure(params Problem[] problems) => new(null, EquatableArray.Of(problems));

    public static Result<T> From(T value, ProblemList problems) =>
        problems.Count == 0 ? Success(value) : new(null, problems.ToEquatable());

    /// <summary>The same record, with something to say about it.</summary>
    public Result<T> Warn(ProblemList warnings) =>
        Value is null ? this : new(Value, Problems.Concat(warnings.ToEquatable()).ToEquatable());

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next)
        where TNext : class, IEquatable<TNext>
    {
        if (Value is null)
        {
            return new(null, Problems);
        }

        var result = next(Value);
        return new(result.Value, Problems.Concat(result.Problems).ToEquatable());
    }

    public Result<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : class, IEquatable<TNext> =>
        new(Value is null ? null : next(Value), Problems);
}
