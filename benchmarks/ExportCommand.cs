using System.CommandLine;
using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.Quantization;

namespace MobileNetGen.Benchmarks;

/// <summary><c>export</c>: a network's made-up weights in the forms that the cold-start programs and the one in the browser read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var network = new Option<string>("--network") { Description = "The first network whose name contains this.", DefaultValueFactory = _ => "V1" };
        var packed = new Option<FileInfo>("--packed") { Description = "A file for packed weights.", Required = true };
        var onnx = new Option<FileInfo>("--onnx") { Description = "A file for the network as an ONNX model.", Required = true };
        var integers = new Option<FileInfo?>("--integers") { Description = "A file for the description of the network in integers, as quantize makes it." };
        var command = new Command("export", "Writes a network with made-up weights, packed and as an ONNX model.") { network, packed, onnx, integers };
        command.SetAction(parsed =>
        {
            var subject = Subjects.ToExport(parsed.GetRequiredValue(network));
            AtomicFile.Write(parsed.GetRequiredValue(packed).FullName, subject.Pack);
            AtomicFile.Write(parsed.GetRequiredValue(onnx).FullName, stream => stream.Write(subject.Onnx(batch: 1)));
            if (parsed.GetValue(integers) is { } file)
            {
                var result = Quantizer.Quantize(subject.Description, subject.Weights.ToSource(), [.. subject.Images(2)]);
                AtomicFile.WriteText(file.FullName, result.Description);
            }
        });
        return command;
    }
}
