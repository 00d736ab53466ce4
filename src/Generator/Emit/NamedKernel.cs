using MobileNetGen.Generator.Program;

namespace MobileNetGen.Generator.Emit;

/// <summary>A kernel with the name of its class: its specialisation, as an identifier, <c>Pointwise_112x112x32_64_relu</c>.</summary>
internal sealed record NamedKernel(string Name, KernelSpec Spec)
{
    public static NamedKernel Of(KernelSpec kernel) => new(KernelCatalog.For(kernel.Operation).FullName(kernel), kernel);

    /// <summary>Those that a network calls, each once, by name.</summary>
    public static IReadOnlyList<NamedKernel> Of(NetworkProgram program) =>
    [
        .. program.Calls
            .Select(call => Of(call.Kernel))
            .GroupBy(kernel => kernel.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First()),
    ];
}
