using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>pack NETWORK -o FILE</c></summary>
internal static class PackCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var output = new Option<FileInfo>("--output", "-o") { Description = "The file to write.", Required = true };
        var sample = new Option<FileInfo?>("--input")
        {
            Description = "What the self test replays: an image, an .npy array, "
                + "or an .npz archive with an array for each input; made-up numbers, if it is not said."
        };
        var layout = RunCommand.Layout();
        var other = SharedOptions.OtherWeights();
        var command = new Command("pack", "Writes weights in the layout of the network's kernels, and a sample with its answer for SelfTest. "
            + "Such a file is mapped, not read and packed, when a network starts.") { network, weights, output, sample, layout, other };
        command.SetAction(parsed =>
        {
            var (file, target) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(output));
            var source = SharedOptions.WeightsOf(parsed.GetValue(weights), file);
            var compiled = terminal.While($"Compiling {file.Name}", () => CompiledClass.Of(DescriptionFile.Load(file.ToString())));
            float[][] inputs = parsed.GetValue(sample) is { } path
                ? NetworkInputs.Read(compiled.Info, path.ToString(), RunCommand.OrderOf(parsed.GetValue(layout)))
                : [];
            terminal.While(
                $"Packing {target.Name}",
                () => AtomicFile.Write(target.FullName, stream => compiled.Pack(source, stream, inputs, parsed.GetValue(other))));
            terminal.Line($"{target.Name}: {Invariant.Grouped(new FileInfo(target.FullName).Length)} bytes");
        });
        return command;
    }
}
