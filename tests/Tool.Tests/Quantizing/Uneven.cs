using System.Text;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary>A network whose first layer has one channel a thousand times as loud as the others, which the second one brings back.</summary>
internal static class Uneven
{
    private const float Loud = 1000;

    private const string Network = """
        {
          "input": { "height": 12, "width": 12, "channels": 3, "preprocess": { "resize": "bilinear-antialias", "order": "rgb", "range": [-1, 1] } },
          "defaults": { "padding": "same" },
          "layers": [
            { "kind": "conv", "name": "loud", "filters": 4, "kernel": 3, "stride": 2, "activation": "relu" },
            { "kind": "pointwise", "name": "next", "filters": 16, "activation": "relu" },
            { "kind": "conv", "name": "wide", "filters": 32, "kernel": 3, "activation": "relu" },
            { "kind": "globalAveragePool" },
            { "kind": "dense", "name": "classes", "units": 7 }
          ]
        }
        """;

    public static string Write(TemporaryFolder folder)
    {
        var (initial, names) = (new InitialTensors(seed: 1), new TorchNaming());
        using var file = new MemoryStream();
        var slots = CompiledClass.Of(NetworkFile.Parse("network.json", Network)).Layout.Weights.SelectMany(layer => layer.Slots);
        SafetensorsWriter.Write(file, [.. slots.Select(slot =>
        {
            var name = names.NameOf(slot);
            var values = initial.Read(slot).Select((value, index) => value * Factor(name, index)).ToArray();
            return new NamedTensor(name, [.. names.ShapeOf(slot).Select(extent => (int)extent)], values);
        })]);
        folder.File("uneven/weights.safetensors", file.ToArray());
        return folder.File("uneven/network.json", Encoding.UTF8.GetBytes(Network));
    }

    private static float Factor(string tensor, int index) => tensor switch
    {
        "loud.weight" when index < 27 => Loud,
        "next.weight" when index % 4 == 0 => 1 / Loud,
        _ => 1,
    };
}
