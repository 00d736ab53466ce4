using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>export NETWORK --onnx FILE</c></summary>
internal static class ExportCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var onnx = new Option<FileInfo>("--onnx") { Description = "The ONNX file to write.", Required = true };
        var layout = RunCommand.Layout();
        var other = SharedOptions.OtherWeights();
        var command = new Command("export", "Writes a network with its weights as an ONNX model, operator set 13. "
            + "Inputs and outputs are floats, and NHWC unless --layout says nchw; integers stand between QuantizeLinear and DequantizeLinear.")
        {
            network, weights, onnx, layout, other,
        };
        command.SetAction(parsed =>
        {
            var (file, target) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(onnx));
            var weightsFile = SharedOptions.FileOf(parsed.GetValue(weights), file);
            var description = DescriptionFile.Load(file.ToString());
            var tensors = terminal.While(
                $"Compiling {file.Name}",
                () => TensorReading.ReadWithIntegers(WeightSource.FromFile(weightsFile), CompiledClass.Of(description).Layout, parsed.GetValue(other)));
            var model = OnnxWriter.Write(description.Shaped, tensors, nchw: RunCommand.OrderOf(parsed.GetValue(layout)) == AxisOrder.Nchw);
            AtomicFile.Write(target.FullName, stream => stream.Write(model));
            terminal.Line($"{target.Name}: {Invariant.Grouped(model.Length)} bytes");
        });
        return command;
    }
}
