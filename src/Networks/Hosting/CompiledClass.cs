using System.Reflection;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Networks.Hosting;

/// <summary>A network's class, compiled a moment ago, without weights.</summary>
internal sealed class CompiledClass(Type type)
{
    public static CompiledClass Of(NetworkFile network) => new(InMemoryCompiler.Compile(network));

    /// <summary>The weights by name and shape, which generated code keeps to itself.</summary>
    public NetworkLayout Layout { get; } = (NetworkLayout)type.GetNestedType("Tables", BindingFlags.NonPublic)!.GetField("Layout")!.GetValue(null)!;

    /// <summary>What the network is.</summary>
    public NetworkInfo Info { get; } = (NetworkInfo)type.GetNestedType("Tables", BindingFlags.NonPublic)!.GetField("Info")!.GetValue(null)!;

    /// <summary>Writes weights as the kernels read them, and a sample with the outputs here: these inputs, or made-up ones if there are none.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public void Pack(WeightSource weights, Stream stream, float[][] sample, bool allowOther = false)
    {
        // A class packs any weights that fit; which ones they are is asked of its instances.
        if (!allowOther && Layout.WeightsHash is not null)
        {
            using var loaded = weights.Load(Layout);
            loaded.Origin?.CheckBelongTo(Layout);
        }

        type.GetMethod(nameof(Pack))!.CreateDelegate<Packing>()(weights, stream, [.. sample.Select(input => (ReadOnlyMemory<float>)input)]);
    }

    /// <summary>Binds weights to the network.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public LoadedNetwork Load(WeightSource weights, NetworkOptions options) => LoadedNetwork.Load(type, weights, options);

    /// <summary>A trainer, of a class that has one.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    /// <exception cref="OutOfMemoryException">There is not as much memory as a batch takes.</exception>
    public NetworkTrainer Trainer(WeightSource weights, TrainerOptions options) => (NetworkTrainer)Activator.CreateInstance(
        type.GetNestedType("Trainer")!,
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.DoNotWrapExceptions,
        binder: null,
        [weights, options],
        culture: null)!;

    private delegate void Packing(WeightSource weights, Stream stream, ReadOnlySpan<ReadOnlyMemory<float>> sample);
}
