using System.Buffers.Binary;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Tests.Learning;

/// <summary>Small images of noise that tell by a brighter third which class they show, and a network that can learn it.</summary>
internal static class Stripes
{
    public static readonly string[] Classes = ["links", "Mitte & mehr", "rechts"];

    private const int Header = 54;

    public const string Network = """
        {
          // Comments stay behind when a last layer is replaced.
          "input": { "height": 12, "width": 12, "channels": 3, "preprocess": { "resize": "bilinear-antialias", "order": "rgb", "range": [-1, 1] } },
          "defaults": { "padding": "same", "batchNorm": true, "epsilon": 0.001, "activation": "relu6" },
          "layers": [
            { "kind": "conv", "name": "stem", "filters": 8, "kernel": 3, "stride": 2 },
            { "kind": "separable", "name": "block", "filters": 12 },
            { "kind": "averagePool", "kernel": [6, 2] },
            { "kind": "flatten" },
            { "kind": "dropout", "rate": 0.1 },
            { "kind": "dense", "name": "classes", "units": 7 },
            { "kind": "softmax" },
          ]
        }
        """;

    /// <summary>A square bitmap of a class.</summary>
    public static byte[] Image(int label, int number, int side = 15)
    {
        var row = ((side * 3) + 3) / 4 * 4;
        var file = new byte[Header + (side * row)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (var (place, value) in new[] { (2, file.Length), (10, Header), (14, 40), (18, side), (22, side), (26, 1 | (24 << 16)) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        }

        var random = new Random((label * 100003) + number);
        for (var index = 0; index < side * side * 3; index++)
        {
            var (y, x) = (index / (side * 3), index % (side * 3));
            file[Header + (y * row) + x] = (byte)(random.Next(120) + (x / side == label ? 110 : 0));
        }

        return file;
    }

    /// <summary>A folder for each class.</summary>
    public static string Folder(TemporaryFolder folder, string name, int each)
    {
        for (var label = 0; label < Classes.Length; label++)
        {
            for (var number = 0; number < each; number++)
            {
                folder.File($"{name}/{Classes[label]}/{number}.bmp", Image(label, number));
            }
        }

        return folder.Path(name);
    }

    /// <summary>Weights of the network as it is, with seven classes, or of another one.</summary>
    public static byte[] Weights(string network = Network)
    {
        var slots = new InitialTensors(seed: 1);
        var names = new TorchNaming();
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file,
        [
            .. CompiledClass.Of(Networks.Hosting.NetworkFile.Parse("network.json", network)).Layout.Weights.SelectMany(layer => layer.Slots).Select(slot =>
                new NamedTensor(names.NameOf(slot), [.. names.ShapeOf(slot).Select(extent => (int)extent)], slots.Read(slot))),
        ]);
        return file.ToArray();
    }

    /// <summary>The description as a file.</summary>
    public static string NetworkFile(TemporaryFolder folder) => folder.File("net/network.json", System.Text.Encoding.UTF8.GetBytes(Network));
}
