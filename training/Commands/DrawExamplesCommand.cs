using System.CommandLine;
using MobileNetGen.DigitTraining.Drawing;

namespace MobileNetGen.DigitTraining.Commands;

/// <summary><c>training draw-examples DIR</c>: the ten digits that the sample classifies when it is given nothing.</summary>
internal static class DrawExamplesCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where digit_0.png … digit_9.png go." };
        var command = new Command("draw-examples", "Draws ten example digits.") { folder };
        command.SetAction(parsed => Failures.Guard(() => ExampleDigits.Draw(parsed.GetRequiredValue(folder).FullName)));
        return command;
    }
}
