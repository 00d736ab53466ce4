using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>Writes an activation as exporters do, in operators of set 13, which later sets have too.</summary>
internal sealed class ActivationWriter(GraphProto graph, string input, string output)
{
    public void Write(Activation activation)
    {
        switch (activation.Function)
        {
            case ActivationFunction.Relu:
                Emit("Relu", output, input);
                break;
            case ActivationFunction.Relu6:
                Emit("Clip", output, input, Number("low", 0), Number("high", 6));
                break;
            case ActivationFunction.LeakyRelu:
                graph.Node.Add(Node("LeakyRelu", [input], output, Nodes.Number("alpha", activation.Alpha)));
                break;
            case ActivationFunction.Clip:
                Emit("Clip", output, input, Bound("low", activation.Low), Bound("high", activation.High));
                break;
            case ActivationFunction.HardSigmoid:
                WriteHardSigmoid(output);
                break;
            case ActivationFunction.HardSwish:
                WriteHardSigmoid(output + "_gate");
                Emit("Mul", output, input, output + "_gate");
                break;
            case ActivationFunction.Sigmoid:
                Emit("Sigmoid", output, input);
                break;
            case ActivationFunction.Swish:
                Emit("Sigmoid", output + "_gate", input);
                Emit("Mul", output, input, output + "_gate");
                break;
            case ActivationFunction.Tanh:
                Emit("Tanh", output, input);
                break;
            case ActivationFunction.Gelu:
                Emit("Mul", output + "_scaled", input, Number("root", Math.Sqrt(0.5)));
                Emit("Erf", output + "_erf", output + "_scaled");
                Emit("Add", output + "_sum", output + "_erf", Number("one", 1));
                Emit("Mul", output + "_double", input, output + "_sum");
                Emit("Mul", output, output + "_double", Number("half", 0.5));
                break;
            case ActivationFunction.GeluTanh:
                Emit("Mul", output + "_square", input, input);
                Emit("Mul", output + "_scaled", output + "_square", Number("cubic", 0.044715));
                Emit("Add", output + "_slope", output + "_scaled", Number("one", 1));
                Emit("Mul", output + "_sum", output + "_slope", input);
                Emit("Mul", output + "_argument", output + "_sum", Number("root", 2 * Math.Sqrt(2 / Math.PI)));
                Emit("Sigmoid", output + "_gate", output + "_argument");
                Emit("Mul", output, input, output + "_gate");
                break;
            case ActivationFunction.Elu:
                graph.Node.Add(Node("Elu", [input], output, Nodes.Number("alpha", activation.Alpha)));
                break;
            default:
                throw new InvalidOperationException($"no ONNX operator is known for {activation.DisplayText}.");
        }
    }

    private void WriteHardSigmoid(string to) =>
        graph.Node.Add(Node("HardSigmoid", [input], to, Nodes.Number("alpha", 1.0 / 6), Nodes.Number("beta", 0.5)));

    private void Emit(string kind, string to, params string[] inputs) => graph.Node.Add(Node(kind, inputs, to));

    /// <summary>An optional input that is missing has no name.</summary>
    private string Bound(string name, float value) => float.IsFinite(value) ? Number(name, value) : "";

    private string Number(string name, double value)
    {
        graph.Initializer.Add(Floats($"{output}_{name}", [(float)value]));
        return $"{output}_{name}";
    }
}
