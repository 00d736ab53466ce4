using Google.Protobuf;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>
/// Writes a graph with its weights as an ONNX model. Inside, maps are NCHW and vectors [1, n, 1, 1];
/// inputs and outputs are floats and NHWC, so that their elements stand in the order that the project uses, unless they are asked for as NCHW.
/// </summary>
internal static class OnnxWriter
{
    private const int FormatVersion = 8;

    public static byte[] Write(ShapedGraph shaped, TensorSet weights, bool nchw = false, int batch = 1)
    {
        var graph = new GraphProto { Name = shaped.Graph.Name };
        var operatorSet = OperatorSets.For(shaped.Graph);
        var quantizations = new Quantizations(shaped.Graph);
        var operations = new OperationWriter(
            shaped, new IntegerWriter(quantizations, weights, graph), new ParameterWriter(shaped, quantizations, weights, graph), graph, operatorSet);
        for (var index = 0; index < shaped.Types.Count; index++)
        {
            if (shaped.Graph.Nodes[index].Operation is Input)
            {
                var name = "input" + graph.Input.Count;
                graph.Input.Add(Value(name, Extents(shaped.Types[index])));
                operations.WriteInput(index, tensor => graph.Node.Add(nchw
                    ? Node("Identity", [name], tensor)
                    : Node("Transpose", [name], tensor, Integers("perm", 0, 3, 1, 2))));
            }
            else
            {
                operations.Write(index);
            }
        }

        foreach (var output in shaped.Graph.Outputs)
        {
            var name = "output" + graph.Output.Count;
            graph.Output.Add(Value(name, Extents(shaped.Types[output.Node])));
            graph.Node.Add(nchw
                ? Node("Identity", [OperationWriter.Tensor(output.Node)], name)
                : Node("Transpose", [OperationWriter.Tensor(output.Node)], name, Integers("perm", 0, 2, 3, 1)));
        }

        return new ModelProto
        {
            IrVersion = FormatVersion,
            ProducerName = "MobileNetGen",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = operatorSet } },
        }.ToByteArray();

        long[] Extents(TensorType type) => nchw ? [batch, type.Channels, type.Height, type.Width] : [batch, type.Height, type.Width, type.Channels];
    }
}
