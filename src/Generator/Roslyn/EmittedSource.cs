using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>A generated file, or the fault that kept it from being written.</summary>
/// <param name="HintName">The file's name.</param>
/// <param name="Of">The class, by its metadata name, or the kernel whose code it has.</param>
internal sealed record EmittedSource(string HintName, string Of, string? Text, Problem? Fault)
{
    public static EmittedSource Kernel(NamedKernel kernel, TierSet tiers) =>
        Emit($"Kernels.{kernel.Name}.g.cs", kernel.Name, () => KernelEmitter.Emit(kernel, tiers));

    /// <param name="network">A class that has a program.</param>
    /// <param name="hintName">The file's name.</param>
    /// <param name="tiers">Those that kernels run in.</param>
    public static EmittedSource Spine(CompiledNetwork network, string hintName, TierSet tiers) => Emit(
        hintName,
        network.Declaration.FullName,
        () => SpineEmitter.Emit(network.Program!, network.Declaration.Type, network.Labels, network.Training, tiers));

    public static EmittedSource Emit(string hintName, string of, Func<string> emit) =>
        Unexpected.Caught(() => new EmittedSource(hintName, of, emit(), null), fault => new EmittedSource(hintName, of, null, fault));

    public void AddTo(SourceProductionContext output)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        if (Text is not null)
        {
            output.AddSource(HintName, SourceText.From(Text, System.Text.Encoding.UTF8));
        }
    }
}
