using System.CommandLine;
using MobileNetGen.Benchmarks.Comparison;

namespace MobileNetGen.Benchmarks;

/// <summary><c>export</c>: a network's made-up weights in the two forms that the cold-start programs read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var network = new Option<string>("--network") { Description = "The first network whose name contains this.", DefaultValueFactory = _ => "V1" };
        var packed = new Option<FileInfo>("--packed") { Description = "A file for packed weights.", Required = true };
        var onnx = new Option<FileInfo>("--onnx") { Description = "A file for the network as an ONNX model.", Required = true };
        var command = new Command("export", "Writes a network with made-up weights, packed and as an ONNX model.") { network, packed, onnx };
        command.SetAction(parsed =>
        {
            var subject = Subjects.ToExport(parsed.GetRequiredValue(network));
            AtomicFile.Write(parsed.GetRequiredValue(packed).FullName, subject.Pack);
            AtomicFile.Write(parsed.GetRequiredValue(onnx).FullName, stream => stream.Write(subject.Onnx(batch: 1)));
        });
        return command;
    }
}
