using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Snapshots;

/// <summary>What the user's class gets: members, blocks, tables.</summary>
public sealed class NetworkSnapshots
{
    [Fact]
    public void Image_network() => Verify(
        """
        { "name": "Tiny",
          "input": { "height": 8, "width": 8, "channels": 3, "preprocess": { "crop": 0.875, "range": [-1, 1], "mean": [0.5, 0.25, 0],
            "deviation": [1, 2, 3] } },
          "defaults": { "batchNorm": true, "activation": "relu" },
          "layers": [
            { "kind": "conv", "name": "stem", "filters": 8, "kernel": 3, "stride": 2 },
            { "kind": "separable", "filters": 8, "repeat": 2 },
            { "kind": "globalAveragePool" },
            { "kind": "dropout", "rate": 0.1 },
            { "kind": "dense", "name": "classes", "units": 10, "activation": "softmax" } ] }
        """);

    [Fact]
    public void Network_of_two_inputs_and_three_outputs() => Verify(
        """
        { "inputs": [ { "name": "left", "height": 2, "width": 2, "channels": 4 }, { "name": "right", "height": 2, "width": 2, "channels": 4 } ],
          "layers": [
            { "kind": "add", "name": "sum", "inputs": ["left", "right"] },
            { "kind": "batchNorm", "name": "scaled" } ],
          "outputs": [ { "name": "scaled map", "layer": "scaled" }, { "layer": "sum" }, { "name": "again", "layer": "sum" } ] }
        """);

    private void Verify(string json, [System.Runtime.CompilerServices.CallerMemberName] string method = "") =>
        Snapshot.Verify(this, GeneratorRun.Of(HostProject.Described(json)).AssertCompiles().Sources["Users.Net.g.cs"], method);
}
