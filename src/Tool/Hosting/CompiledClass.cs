using System.Reflection;
using MobileNetGen.Execution;

namespace MobileNetGen.Tool.Hosting;

/// <summary>A network's class, compiled a moment ago, without weights.</summary>
internal sealed class CompiledClass(Type type)
{
    public static CompiledClass Of(NetworkFile network) => new(InMemoryCompiler.Compile(network));

    /// <summary>The weights by name and shape, which generated code keeps to itself.</summary>
    public NetworkLayout Layout { get; } = (NetworkLayout)type.GetNestedType("Tables", BindingFlags.NonPublic)!.GetField("Layout")!.GetValue(null)!;

    /// <summary>Writes weights as the kernels read them, and a sample of made-up inputs with the outputs here.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public void Pack(WeightSource weights, Stream stream) => type.GetMethod(nameof(Pack))!.CreateDelegate<Packing>()(weights, stream, []);

    /// <summary>Binds weights to the network.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public LoadedNetwork Load(WeightSource weights, NetworkOptions options) => LoadedNetwork.Load(type, weights, options);

    private delegate void Packing(WeightSource weights, Stream stream, ReadOnlySpan<ReadOnlyMemory<float>> sample);
}
