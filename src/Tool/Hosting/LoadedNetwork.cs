namespace MobileNetGen.Tool.Hosting;

/// <summary>A network whose class was compiled a moment ago, with its weights.</summary>
internal abstract class LoadedNetwork : IDisposable
{
    public abstract NetworkInfo Info { get; }

    /// <summary>Compiles the description's code and binds weights to it.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static LoadedNetwork Load(NetworkFile network, WeightSource weights, NetworkOptions options) =>
        Load(InMemoryCompiler.Compile(network), weights, options);

    /// <summary>Binds weights to a class that was compiled.</summary>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static LoadedNetwork Load(Type type, WeightSource weights, NetworkOptions options)
    {
        var loaded = (LoadedNetwork)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type))!;
        loaded.Create(weights, options);
        return loaded;
    }

    /// <summary>Runs the network: one array for each input in, one for each output out.</summary>
    public float[][] Run(params float[][] inputs)
    {
        float[][] outputs = [.. Info.Outputs.Select(output => new float[output.Length])];
        Run(inputs, outputs);
        return outputs;
    }

    public abstract void Run(float[][] inputs, float[][] outputs);

    public abstract void Dispose();

    protected abstract void Create(WeightSource weights, NetworkOptions options);

    private sealed class Of<TNetwork> : LoadedNetwork
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        private TNetwork? _network;

        public override NetworkInfo Info => TNetwork.Info;

        public override void Run(float[][] inputs, float[][] outputs) => _network!.Run(
            [.. inputs.Select(input => (ReadOnlyMemory<float>)input)],
            [.. outputs.Select(output => (Memory<float>)output)]);

        public override void Dispose() => _network?.Dispose();

        protected override void Create(WeightSource weights, NetworkOptions options) => _network = TNetwork.Create(weights, options);
    }
}
