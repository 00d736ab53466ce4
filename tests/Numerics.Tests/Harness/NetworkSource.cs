using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>A description with what the generator's passes make of it, without the compiler around them.</summary>
internal sealed record NetworkSource(ShapedGraph Shaped, string Spine, IReadOnlyDictionary<string, string> Kernels)
{
    /// <param name="description">JSON text.</param>
    /// <param name="type">The class that becomes the network.</param>
    /// <param name="form">How stages become blocks; null for the generator's way.</param>
    public static NetworkSource Compile(string description, TypeDeclaration type, Func<FusedGraph, BlockedGraph>? form = null)
    {
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, type.Name));
        if (shaped.Value is null)
        {
            throw new ArgumentException(
                $"{type.Name}: {string.Join("; ", shaped.Problems.Select(problem => $"{problem.Place.DisplayText}: {problem.Message}"))}",
                nameof(description));
        }

        var program = NetworkCompiler.Compile((form ?? BlockPass.Form)(FusionPass.Fuse(shaped.Value)));
        return new NetworkSource(
            shaped.Value,
            SpineEmitter.Emit(program, type),
            NamedKernel.Of(program).ToDictionary(kernel => kernel.Name, KernelEmitter.Emit));
    }

    /// <summary>A public class of its own in a namespace.</summary>
    public static TypeDeclaration Class(string name) => new("Users", EquatableArray<string>.Empty, "class", name, "");
}
