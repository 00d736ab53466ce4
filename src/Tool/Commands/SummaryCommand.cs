using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Results;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>summary NETWORK</c></summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.NetworkOrModel();
        var schedule = new Option<bool>("--schedule") { Description = "Also shows how the loops of each block are laid out." };
        var json = JsonOption.Create();
        var switches = new ModelSwitches();
        var command = new Command("summary", "Shows the layers of a network, their parameters and multiply-adds.") { network, schedule, json };
        switches.AddTo(command);
        command.SetAction(parsed =>
        {
            var shown = ShownNetwork.Load(parsed.GetRequiredValue(network), switches.Read(parsed), terminal);
            var program = shown.File.Program;
            if (parsed.GetValue(json))
            {
                terminal.Json(SummaryResult.Of(shown.File.Name, program, shown.Labels?.Count, parsed.GetValue(schedule)), ToolJson.Default.SummaryResult);
                return;
            }

            terminal.Draw(Table(program));
            terminal.Draw(Memory(program));
            if (parsed.GetValue(schedule))
            {
                terminal.Draw(Schedule(program));
            }

            if (shown.Labels is var (count, source))
            {
                terminal.Line($"{Invariant.Grouped(count)} labels in {source}");
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
