using System.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>summary NETWORK</c></summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var command = new Command("summary", "Shows the layers of a network, their parameters and multiply-adds.") { network };
        command.SetAction(parsed => terminal.Console.Write(Table(NetworkFile.Load(parsed.GetRequiredValue(network).ToString()))));
        return command;
    }

    private static Table Table(NetworkFile network)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Layer", "Kind", "Padding", "Activation")
            .AddColumn("Output", column => column.RightAligned())
            .AddColumn("Parameters", column => column.RightAligned())
            .AddColumn("Multiply-adds", column => column.RightAligned());
        foreach (var row in network.Program.Rows)
        {
            table.AddRow(Markup.Escape(row.Name), Markup.Escape(row.Kind), Markup.Escape(row.Padding), Markup.Escape(row.Activation), row.Output.Shown, Invariant.Grouped(row.Parameters.Total), Invariant.Grouped(row.MultiplyAdds));
        }

        return table.AddRow("total", "", "", "", "", Invariant.Grouped(network.Program.Parameters.Total), Invariant.Grouped(network.Program.MultiplyAdds));
    }
}
