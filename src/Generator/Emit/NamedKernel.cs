using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>
/// A kernel with the name of its class: what it computes, its output, and a hash of its specialisation, <c>Pointwise_112x112x64_3f9c01ab7e</c>.
/// One whose sizes are arguments has no output in its name.
/// </summary>
internal sealed record NamedKernel(string Name, string Specialisation, KernelSpec Spec)
{
    public static NamedKernel Of(KernelSpec spec)
    {
        var kernel = KernelCatalog.For(spec.Operation);
        var specialisation = kernel.Specialisation(spec);
        var output = kernel.Sizes(spec).Count > 0 ? "" : spec.Output.Identifier + "_";
        return new NamedKernel($"{kernel.StemOf(spec)}_{output}{StableHash.Short(specialisation)}", specialisation, spec);
    }

    /// <summary>Those that a network calls, each once, by name.</summary>
    public static IReadOnlyList<NamedKernel> Of(NetworkProgram program) => Of(program.Calls.Select(call => call.Kernel));

    /// <summary>Those of several specifications, each once, by name.</summary>
    public static IReadOnlyList<NamedKernel> Of(IEnumerable<KernelSpec> kernels) => Distinct(kernels.Select(Of));

    public static IReadOnlyList<NamedKernel> Distinct(IEnumerable<NamedKernel> kernels) =>
    [
        .. kernels
            .GroupBy(kernel => kernel.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First()),
    ];
}
