using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Results;

namespace MobileNetGen.Sample.Commands;

/// <summary><c>summary</c></summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var json = JsonOption.Create();
        var schedule = new Option<bool>("--schedule") { Description = "Also shows how the loops of each block are laid out." };
        var command = new Command("summary", "Shows the layers of a network, their parameters and multiply-adds.") { network, schedule, json };
        command.SetAction(parsed =>
        {
            var entry = Catalog.Find(parsed.GetValue(network));
            if (parsed.GetValue(json))
            {
                terminal.Json(Summarise(entry.Info, parsed.GetValue(schedule)), ResultsJson.Default.NetworkSummary);
            }
            else
            {
                terminal.Line(entry.Summary + (parsed.GetValue(schedule) ? "\n" + entry.Info.ToSchedule() : ""));
            }
        });
        return command;
    }

    private static NetworkSummary Summarise(NetworkInfo info, bool hasSchedule) => new(
        [.. info.Layers.Select(layer => new SummaryLayer(
            layer.Name, layer.Kind, [layer.Output.Height, layer.Output.Width, layer.Output.Channels],
            layer.Parameters, layer.MultiplyAdds, layer.Padding, layer.Activation))],
        info.Parameters,
        info.TrainableParameters,
        info.NonTrainableParameters,
        info.MultiplyAdds,
        hasSchedule ? [.. info.Blocks.Select(block => new SummaryBlock(block.Description, block.MultiplyAdds, block.Schedule))] : null);
}
