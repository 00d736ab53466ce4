using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;

namespace MobileNetGen.Sample.Commands;

/// <summary><c>pack</c></summary>
internal static class PackCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var output = new Option<FileInfo>("--output") { Description = "The file to write.", Required = true };
        var command = new Command("pack", "Writes weights in the layout of the network's kernels. Such a file is mapped, not read and packed, when a "
            + "network starts.") { network, weights, output };
        command.SetAction(parsed =>
        {
            var (name, file) = (parsed.GetValue(network), parsed.GetRequiredValue(output));
            var source = Catalog.Weights(name, parsed.GetValue(weights));
            AtomicFile.Write(file.FullName, stream => Catalog.Find(name).Pack(source, stream));
            terminal.Line(
                string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {new FileInfo(file.FullName).Length:N0} bytes for {Catalog.DisplayText(name)}"));
        });
        return command;
    }
}
