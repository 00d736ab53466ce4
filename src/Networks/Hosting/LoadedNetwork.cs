namespace MobileNetGen.Networks.Hosting;

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
        var isInteger = type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IIntegerNetwork<>));
        var loaded = (LoadedNetwork)Activator.CreateInstance((isInteger ? typeof(OfIntegers<>) : typeof(Of<>)).MakeGenericType(type))!;
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

    /// <summary>Runs the network on elements of its own types, as bytes.</summary>
    /// <exception cref="ToolException">All its inputs and outputs are floats.</exception>
    public virtual byte[][] RunRaw(byte[][] inputs) =>
        throw new ToolException($"{Info.Name} takes and gives floats, which have no other form; --raw is for networks of integers.");

    /// <summary>Runs the network on floats, and gives elements of its own types, as bytes; null where all its inputs and outputs are floats.</summary>
    public virtual byte[][]? RunToOwn(float[][] inputs) => null;

    public abstract void Dispose();

    protected abstract void Create(WeightSource weights, NetworkOptions options);

    private sealed class OfIntegers<TNetwork> : Of<TNetwork>
        where TNetwork : IIntegerNetwork<TNetwork>
    {
        public override byte[][] RunRaw(byte[][] inputs)
        {
            var outputs = Outputs();
            Network!.RunRaw([.. inputs.Select(input => (ReadOnlyMemory<byte>)input)], [.. outputs.Select(output => (Memory<byte>)output)]);
            return outputs;
        }

        public override byte[][] RunToOwn(float[][] inputs)
        {
            var outputs = Outputs();
            Network!.RunRaw([.. inputs.Select(input => (ReadOnlyMemory<float>)input)], [.. outputs.Select(output => (Memory<byte>)output)]);
            return outputs;
        }

        private byte[][] Outputs() =>
            [.. Info.Outputs.Select(output => new byte[output.Length * (output.Element == TensorElement.Float32 ? sizeof(float) : 1)])];
    }

    private class Of<TNetwork> : LoadedNetwork
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        protected TNetwork? Network { get; private set; }

        public override NetworkInfo Info => TNetwork.Info;

        public override void Run(float[][] inputs, float[][] outputs) => Network!.Run(
            [.. inputs.Select(input => (ReadOnlyMemory<float>)input)],
            [.. outputs.Select(output => (Memory<float>)output)]);

        public override void Dispose() => Network?.Dispose();

        protected override void Create(WeightSource weights, NetworkOptions options) => Network = TNetwork.Create(weights, options);
    }
}
