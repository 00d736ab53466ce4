namespace MobileNetGen.Generator.Support;

/// <summary>
/// Something wrong with a description: which diagnostic it is, where in the description (<c>layers[7].stride</c>),
/// and one sentence that says what was found and what would be accepted.
/// </summary>
internal sealed record Problem(ProblemKind Kind, string Path, string Message);

/// <summary>What a pass gives: its record, or the problems that kept it from making one.</summary>
internal sealed record Result<T>(T? Value, EquatableArray<Problem> Problems)
    where T : class, IEquatable<T>
{
    public static Result<T> Success(T value) => new(value, EquatableArray<Problem>.Empty);

    public static Result<T> Failure(params Problem[] problems) => new(null, EquatableArray.Of(problems));

    public static Result<T> From(T value, IReadOnlyCollection<Problem> problems) =>
        problems.Count == 0 ? Success(value) : new(null, problems.ToEquatable());

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next)
        where TNext : class, IEquatable<TNext> =>
        Value is null ? new(null, Problems) : next(Value);

    public Result<TNext> Then<TNext>(Func<T, TNext> next)
        where TNext : class, IEquatable<TNext> =>
        Value is null ? new(null, Problems) : Result<TNext>.Success(next(Value));
}
