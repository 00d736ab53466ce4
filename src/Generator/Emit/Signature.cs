using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>
/// The parameters of a kernel: the frame, sizes that are no constants, its inputs, its output, memory that its workers share, and its weights, if it has
/// some.
/// </summary>
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
        string.Join(", ", ["in Frame frame", .. Sizes(kernel).Select(size => "int " + size.Name), .. References(kernel)]);

    public static string Arguments(KernelSpec kernel) =>
        string.Join(", ", ["in frame", .. Sizes(kernel).Select(size => size.Name), .. Operands(kernel).Select(name => "ref " + name)]);

    /// <summary>A call of the kernel from outside, with the values of its sizes.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="operands">The refs that it is given.</param>
    public static string Call(KernelSpec kernel, IEnumerable<string> operands) =>
        $"global::{GeneratedNames.KernelNamespace}.{NamedKernel.Of(kernel).Name}.Run("
            + string.Join(", ", ["in frame", .. Sizes(kernel).Select(size => Invariant.Format(size.Value)), .. operands]) + ");";

    private static IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) => KernelCatalog.For(kernel.Operation).Sizes(kernel);

    private static IEnumerable<string> References(KernelSpec kernel) =>
        Operands(kernel).Zip(Elements(kernel), (name, element) => $"ref {element.CSharp} {name}");
}
