using Google.Protobuf;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Formats.Onnx;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Models;
using Xunit;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Operators between a convolution and an output give what ONNX Runtime gives.</summary>
public sealed class OnnxPeerTests
{
    private const double Tolerance = 1e-5;

    /// <summary>Each takes half a second.</summary>
    public static TheoryData<string> Models => [.. Thorough.Rows(OnnxPeerModels.All.Keys, 4)];

    [Theory]
    [MemberData(nameof(Models))]
    public void It_gives_what_ONNX_Runtime_gives(string name)
    {
        var (nodes, constants) = OnnxPeerModels.All[name];
        var model = new ModelProto
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 13 } },
            Graph = new GraphProto
            {
                Name = "peer",
                Input = { Value("image", 1, 3, 5, 4) },
                Output =
                {
                    new ValueInfoProto { Name = "y", Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)OnnxType.Float } } },
                },
                Initializer = { Floats("w0", TinyOnnx.Numbers(OnnxPeerModels.Channels * 27), OnnxPeerModels.Channels, 3, 3, 3), constants },
                Node = { Node("Conv", ["image", "w0"], "x", Integers("pads", 1, 1, 1, 1)), nodes },
            },
        };
        var image = TinyOnnx.Numbers(60);
        var map = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, 5, 4], image)])[0];

        // Sums with different weights tell the order of elements.
        model.Graph.Initializer.Add(Floats("sums", TinyOnnx.Numbers(map.Length * 3), map.Length, 3));
        model.Graph.Initializer.Add(Longs("whole", 1, -1));
        model.Graph.Node.Add([Node("Reshape", ["y", "whole"], "flat"), Node("MatMul", ["flat", "sums"], "z")]);
        model.Graph.Output[0].Name = "z";
        var expected = OnnxRuntimePeer.Run(model.ToByteArray(), [([1, 3, 5, 4], image)])[0];
        Assert.All(expected.Zip(Run(model, image)), pair => Assert.Equal(pair.First, pair.Second, Tolerance * Math.Max(1, expected.Max(Math.Abs))));
    }

    private static float[] Run(ModelProto model, float[] image) =>
        Imported.Answers(OnnxImporter.Import(model.ToByteArray(), null), Layouts.ToNhwc(new TensorType(5, 4, 3), image))[0];
}
