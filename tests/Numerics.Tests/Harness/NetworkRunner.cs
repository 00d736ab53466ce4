namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>The general form of a network.</summary>
internal sealed class NetworkRunner<TNetwork> : INetworkRunner
    where TNetwork : IGeneratedNetwork<TNetwork>
{
    public NetworkInfo Info => TNetwork.Info;

    public float[][] Run(WeightSource weights, NetworkOptions options, params float[][] inputs)
    {
        using var network = TNetwork.Create(weights, options);
        var outputs = NetworkRunner.Outputs(TNetwork.Info);
        network.Run(
            [.. inputs.Select(input => (ReadOnlyMemory<float>)input)],
            [.. outputs.Select(output => (Memory<float>)output)]);
        return outputs;
    }
}

/// <summary>The form of one input and one output, which reads and writes the caller's own memory.</summary>
internal sealed class TensorNetworkRunner<TNetwork> : INetworkRunner
    where TNetwork : ITensorNetwork<TNetwork>
{
    public NetworkInfo Info => TNetwork.Info;

    public float[][] Run(WeightSource weights, NetworkOptions options, params float[][] inputs)
    {
        using var network = TNetwork.Create(weights, options);
        var outputs = NetworkRunner.Outputs(TNetwork.Info);
        network.Run(inputs[0], outputs[0]);
        return outputs;
    }
}

internal static class NetworkRunner
{
    /// <summary>The runner of a class that was compiled at run time.</summary>
    public static INetworkRunner For(Type network)
    {
        var isTensorNetwork = network.GetInterfaces()
            .Any(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ITensorNetwork<>));
        var runner = isTensorNetwork ? typeof(TensorNetworkRunner<>) : typeof(NetworkRunner<>);
        return (INetworkRunner)Activator.CreateInstance(runner.MakeGenericType(network))!;
    }

    /// <summary>Memory for every output, full of NaN, so that an element that nobody wrote shows.</summary>
    public static float[][] Outputs(NetworkInfo info)
    {
        float[][] outputs = [.. info.Outputs.Select(output => new float[output.Length])];
        foreach (var output in outputs)
        {
            Array.Fill(output, float.NaN);
        }

        return outputs;
    }
}
