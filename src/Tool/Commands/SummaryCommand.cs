using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>summary NETWORK</c></summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var schedule = new Option<bool>("--schedule") { Description = "Also shows how the loops of each block are laid out." };
        var command = new Command("summary", "Shows the layers of a network, their parameters and multiply-adds.") { network, schedule };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(network);
            var file = NetworkFile.Load(path.ToString());
            var program = file.Program;
            terminal.Draw(Table(program));
            terminal.Draw(Memory(program));
            if (parsed.GetValue(schedule))
            {
                terminal.Draw(Schedule(program));
            }

            if (NetworkLabels.Beside(path, Path.Combine(path.DirectoryName!, ImportResult.WeightsFile)) is { } labels)
            {
                var outputs = LabelCount.Outputs(file.Shaped);
                terminal.Line($"{Invariant.Grouped(NetworkLabels.Read(labels, outputs, terminal).Length)} labels in {ImportResult.LabelsFile}");
            }
        });
        return command;
    }

    private static Table Table(NetworkProgram program)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Layer", "Kind", "Padding", "Activation")
            .AddColumn("Output", column => column.RightAligned().NoWrap())
            .AddColumn("Parameters", column => column.RightAligned().NoWrap())
            .AddColumn("Multiply-adds", column => column.RightAligned().NoWrap());
        foreach (var row in program.Rows)
        {
            table.AddRow(
                Terminal.Cell(row.Name),
                Terminal.Cell(row.Kind),
                Terminal.Cell(row.Padding),
                Terminal.Cell(row.Activation),
                row.Output.DisplayText,
                Invariant.Grouped(row.Parameters.Total),
                Invariant.Grouped(row.MultiplyAdds));
        }

        return table.AddRow("total", "", "", "", "", Invariant.Grouped(program.Parameters.Total), Invariant.Grouped(program.MultiplyAdds));
    }

    /// <summary>A table of its own: with two columns more, the first one would not fit into a usual terminal.</summary>
    private static Table Memory(NetworkProgram program)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Layer", "Folded into it", "Output lies in");
        foreach (var row in program.Rows)
        {
            table.AddRow(Terminal.Cell(row.Name), Terminal.Cell(string.Join(", ", row.Folded)), row.Memory);
        }

        return table
            .AddRow("arena", "", Bytes(program.ArenaBytes))
            .AddRow("scratch of a thread", "", Bytes(program.ScratchBytes))
            .AddRow("packed weights", "", Bytes(program.WeightsBytes));
    }

    private static Table Schedule(NetworkProgram program)
    {
        var table = new Table().Border(TableBorder.Rounded).ShowRowSeparators().AddColumns("Block", "Schedule");
        foreach (var call in program.Calls)
        {
            table.AddRow(Terminal.Cell(call.Comment), Markup.Escape(call.Schedule.Replace("; ", "\n", StringComparison.Ordinal)));
        }

        return table;
    }

    private static string Bytes(long count) => Invariant.Grouped(count) + " bytes";
}
