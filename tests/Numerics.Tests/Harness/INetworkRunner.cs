namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>A network whose class is known only after it was compiled.</summary>
internal interface INetworkRunner
{
    NetworkInfo Info { get; }

    /// <summary>Creates the network, runs it, and disposes of it.</summary>
    float[][] Run(WeightSource weights, NetworkOptions options, params float[][] inputs);
}
