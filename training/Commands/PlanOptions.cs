using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.DigitTraining.Learning;

namespace MobileNetGen.DigitTraining.Commands;

/// <summary>The options that say how to train.</summary>
internal sealed class PlanOptions
{
    private static readonly TrainingPlan s_usual = new();

    private readonly Option<int> _epochs = NumberOption.Whole("--epochs", "Passes over the images.", s_usual.Epochs);
    private readonly Option<int> _batch = NumberOption.Whole("--batch", "Images of a batch.", s_usual.BatchSize, min: 2, max: 1 << 12);
    private readonly Option<double> _rate =
        NumberOption.Number("--rate", "The largest learning rate.", s_usual.Rate, "a number above 0", number => number > 0);
    private readonly Option<int> _seed = NumberOption.Whole("--seed", "One seed gives one result, on any number of threads.", s_usual.Seed, min: 0);
    private readonly Option<int> _threads = NumberOption.Whole("--threads", "Threads that work.", s_usual.Threads);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _epochs, _batch, _rate, _seed, _threads })
        {
            command.Options.Add(option);
        }
    }

    public TrainingPlan Read(ParseResult parsed) => new()
    {
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        Rate = parsed.GetValue(_rate),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
