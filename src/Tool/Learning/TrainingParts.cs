using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Learning;

/// <summary>A network cut in two and compiled: what is not trained, with its weights, and what is trained.</summary>
/// <param name="Frozen">Null where all is trained.</param>
/// <param name="FrozenTensors">The weights of the frozen part.</param>
/// <param name="Trained">The class that has the trainer.</param>
/// <param name="Start">What training begins with.</param>
/// <param name="ImageBytes">What an image of a batch takes.</param>
/// <param name="FixedBytes">What training takes beside its images.</param>
internal sealed record TrainingParts(
    LoadedNetwork? Frozen, IReadOnlyList<NamedTensor> FrozenTensors, CompiledClass Trained, ITensorReader Start, long ImageBytes, long FixedBytes) : IDisposable
{
    /// <summary>How images become the input of the whole.</summary>
    public ImagePreprocessing Images => (Frozen?.Info ?? Trained.Info).Preprocessing!;

    /// <exception cref="ToolException">A layer cannot be trained through.</exception>
    public static TrainingParts Of(StartingNetwork network, NetworkCut cut, int seed, CompileCache cache)
    {
        var start = new StartingTensors(network.Tensors, network.Shaped.Graph.Nodes[network.Head].Name, seed);
        var trained = new NetworkFile("the network", cut.Trained).Trainable();
        var text = $"{network.Text}\ncut before {cut.Trained.Graph.Nodes[0].Name} {cut.Trained.Graph.Nodes.Count}";
        var type = cache.Class("trained " + text, () => trained);
        var (frozen, tensors) = cut.Frozen is { } before
            ? Load(cache.Class("frozen " + text, () => new NetworkFile("the network's first part", before)), start)
            : (null, []);
        var training = trained.Training!;
        return new TrainingParts(frozen, tensors, type, start, training.ImageBytes, training.StepBytes + (2 * training.ParameterBytes));
    }

    /// <summary>A trainer that begins with the starting weights.</summary>
    /// <exception cref="ToolException">There is not enough memory.</exception>
    public NetworkTrainer Trainer(int batchSize, int threads) => Trainer(Start, batchSize, threads);

    /// <summary>A trainer that begins with tensors.</summary>
    /// <exception cref="ToolException">There is not enough memory.</exception>
    public NetworkTrainer Trainer(ITensorReader tensors, int batchSize, int threads)
    {
        try
        {
            return Trained.Trainer(
                new WeightSource.TensorSource(tensors),
                new TrainerOptions { BatchSize = batchSize, MaxDegreeOfParallelism = threads });
        }
        catch (Exception wrong) when (wrong is OutOfMemoryException or OverflowException)
        {
            throw new ToolException(
                $"there is not enough memory for {Sizes.Bytes(BytesOf(batchSize))}; a smaller --batch takes less, and so does --train head.");
        }
    }

    /// <summary>What training on batches of a size takes.</summary>
    public long BytesOf(int batchSize) => (ImageBytes * batchSize) + FixedBytes;

    public void Dispose() => Frozen?.Dispose();

    private static (LoadedNetwork, IReadOnlyList<NamedTensor>) Load(CompiledClass type, StartingTensors start)
    {
        var names = new TorchNaming();
        IReadOnlyList<NamedTensor> tensors =
        [
            .. type.Layout.Weights.SelectMany(layer => layer.Slots).Distinct()
                .Select(slot => new NamedTensor(names.NameOf(slot), [.. names.ShapeOf(slot).Select(extent => (int)extent)], start.Read(slot))),
        ];
        return (type.Load(new WeightSource.TensorSource(start), new NetworkOptions { MaxDegreeOfParallelism = 1 }), tensors);
    }
}
