namespace MobileNetGen.Generator.Support;

/// <summary>
/// What becomes of the generator's own faults: a problem of the network that they concern. If they reached the compiler, it would switch the
/// generator off, and with it what is to be said of every other network.
/// </summary>
internal static class Unexpected
{
    /// <param name="work">What may fail.</param>
    /// <param name="otherwise">What stands in for its result.</param>
    public static T Caught<T>(Func<T> work, Func<Problem, T> otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return otherwise(Of(fault));
        }
    }

    private static Problem Of(Exception fault) => new(
        ProblemKind.Unexpected,
        "",
        "the generator failed, which is a fault of its own; please report it, with the description: "
            + $"{fault.GetType().Name} in {fault.TargetSite?.DeclaringType?.Name}.{fault.TargetSite?.Name}: {fault.Message.TrimEnd('.')}.");
}
