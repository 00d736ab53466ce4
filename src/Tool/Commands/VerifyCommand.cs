using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Verification;
using Spectre.Console;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>verify NETWORK --against OTHER --input X</c></summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var weights = SharedOptions.Weights();
        var against = new Option<FileInfo>("--against") { Description = "Expected outputs (.npy, .npz), or the model that the network was imported from, or another network.json.", Required = true };
        var input = new Option<FileInfo?>("--input") { Description = "An image, an .npy array, or an .npz archive; noise, if it is not said." };
        var layout = RunCommand.Layout();
        var inner = new Option<bool>("--inner") { Description = "Compare what every layer makes, and name the first that departs." };
        var shape = ImportCommand.ShapeOption();
        var tolerance = NumberOption.Number("--tolerance", "The largest difference that passes, as a part of the range of what is expected.", 1e-4, "a number from 0 to 1", number => number is >= 0 and <= 1);
        var other = SharedOptions.OtherWeights();
        var command = new Command("verify", "Runs a network and compares it with what is expected. Exit code 1 if it departs.") { network, weights, against, input, layout, inner, shape, tolerance, other };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(network);
            var options = new NetworkOptions { AllowOtherWeights = parsed.GetValue(other) };
            using var subject = VerifiedNetwork.Load(file.ToString(), SharedOptions.WeightsOf(parsed.GetValue(weights), file), parsed.GetValue(inner), options);
            var order = RunCommand.OrderOf(parsed.GetValue(layout));
            var inputs = parsed.GetValue(input) is { } given ? NetworkInputs.Read(subject.Info, given.ToString(), order) : NetworkInputs.Noise(subject.Info);
            var reference = parsed.GetRequiredValue(against).ToString();
            terminal.Line(Expectation.Shown(reference));
            var expected = Expectation.Of(reference, subject.Info, inputs, order, parsed.GetValue(inner), parsed.GetValue(shape) is { Length: > 0 } extents ? extents : null);
            return Show(terminal, Comparison.Of(expected, subject.Run(inputs)), parsed.GetValue(tolerance));
        });
        return command;
    }

    private static int Show(Terminal terminal, IReadOnlyList<Difference> differences, double tolerance)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Tensor")
            .AddColumn("Largest difference", column => column.RightAligned())
            .AddColumn("Of the range", column => column.RightAligned())
            .AddColumn("At", column => column.RightAligned());
        foreach (var difference in differences)
        {
            table.AddRow(Markup.Escape(difference.Tensor), Number(difference.Largest), Number(difference.OfRange), difference.At.ToString(CultureInfo.InvariantCulture));
        }

        terminal.Console.Write(table);
        if (differences.FirstOrDefault(difference => !(difference.OfRange <= tolerance)) is not { } first)
        {
            terminal.Line($"all {differences.Count} tensors agree within {Number(tolerance)} of their range");
            return ToolProgram.Done;
        }

        terminal.Error($"{first.Tensor} departs first: by {Number(first.Largest)} at element {first.At}, {Number(first.OfRange)} of its range, where {Number(tolerance)} is accepted.");
        return ToolProgram.CheckFailed;
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
