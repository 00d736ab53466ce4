using System.CommandLine;
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
        var command = new Command("pack", "Writes weights in the layout of the network's kernels. Such a file is mapped, not read and packed, when a network starts.") { network, weights, output };
        command.SetAction(parsed =>
        {
            var (file, target) = (parsed.GetRequiredValue(network), parsed.GetRequiredValue(output));
            using var packed = new MemoryStream();
            CompiledClass.Of(NetworkFile.Load(file.ToString())).Pack(SharedOptions.WeightsOf(parsed.GetValue(weights), file), packed);
            File.WriteAllBytes(target.FullName, packed.ToArray());
            terminal.Line($"{target.Name}: {Invariant.Grouped(packed.Length)} bytes");
        });
        return command;
    }
}
