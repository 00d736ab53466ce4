using System.CommandLine;
using MobileNetGen.Benchmarks.Comparison;

namespace MobileNetGen.Benchmarks;

/// <summary><c>export</c>: a network's made-up weights in the forms that the cold-start programs and the one in the browser read.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var network = new Option<string>("--network") { Description = "The first network whose name contains this.", DefaultValueFactory = _ => "V1" };
        var packed = new Option<FileInfo>("--packed") { Description = "A file for packed weights.", Required = true };
        var onnx = new Option<FileInfo>("--onnx") { Description = "A file for the network as an ONNX model.", Required = true };
        var integers = new Option<FileInfo?>("--int8")
        {
            Description = "A file for the description of the network in integers of 8 bits, which the other two files are of then.",
        };
        var command = new Command("export", "Writes a network with made-up weights, packed and as an ONNX model.") { network, packed, onnx, integers };
        command.SetAction(parsed =>
        {
            var subject = Subjects.ToExport(parsed.GetRequiredValue(network));
            var (packedFile, onnxFile) = (parsed.GetRequiredValue(packed).FullName, parsed.GetRequiredValue(onnx).FullName);
            if (parsed.GetValue(integers) is { } description)
            {
                var made = IntegerSubject.Of(subject);
                AtomicFile.WriteText(description.FullName, made.Description);
                AtomicFile.Write(packedFile, made.Pack);
                AtomicFile.Write(onnxFile, stream => stream.Write(made.Onnx()));
                return;
            }

            AtomicFile.Write(packedFile, subject.Pack);
            AtomicFile.Write(onnxFile, stream => stream.Write(subject.Onnx(batch: 1)));
        });
        return command;
    }
}
