using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>The parameters of a kernel: the frame, its inputs, its output, memory that its workers share, and its weights, if it has some.</summary>
internal static class Signature
{
    public static IReadOnlyList<string> InputNames(int count) =>
        count == 1 ? ["input"] : [.. Enumerable.Range(0, count).Select(index => "input" + Invariant.Format(index))];

    public static IReadOnlyList<string> Operands(KernelSpec kernel) =>
    [
        .. KernelCatalog.For(kernel.Operation).InputNames(kernel),
        "output",
        .. kernel.HasSharedMemory ? ["shared"] : Array.Empty<string>(),
        .. KernelCatalog.For(kernel.Operation).WeightNames(kernel),
    ];

    /// <summary>What each of them consists of; the shared memory is as the output.</summary>
    private static IEnumerable<ElementType> Elements(KernelSpec kernel) =>
    [
        .. kernel.Inputs.Select(input => input.Element),
        kernel.Output.Element,
        .. kernel.HasSharedMemory ? [kernel.Output.Element] : Array.Empty<ElementType>(),
        .. kernel.Weights.Select(weights => weights.Element),
    ];

    public static string Parameters(KernelSpec kernel) =>
        "in Frame frame, " + string.Join(", ", Operands(kernel).Zip(Elements(kernel), (name, element) => $"ref {element.CSharp} {name}"));

    public static string Arguments(KernelSpec kernel) =>
        "in frame, " + string.Join(", ", Operands(kernel).Select(name => "ref " + name));
}
