using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Training.Optimisation;

namespace MobileNetGen.Training.Commands;

/// <summary>The options that say how to train.</summary>
internal sealed class PlanOptions(TrainingPlan fallback)
{
    private readonly Option<int> _epochs = NumberOption.Whole("--epochs", "Passes over the images.", fallback.Epochs);
    private readonly Option<int> _batch = NumberOption.Whole("--batch", "Images of a batch.", fallback.BatchSize, min: 2);
    private readonly Option<OptimiserKind> _optimiser =
        new("--optimiser") { Description = "How weights follow gradients.", DefaultValueFactory = _ => fallback.Optimiser };
    private readonly Option<double> _rate =
        NumberOption.Number("--rate", "The largest learning rate.", fallback.Rate, "a number above 0", number => number > 0);
    private readonly Option<int> _seed = NumberOption.Whole("--seed", "One seed gives one result, on any number of threads.", fallback.Seed, min: int.MinValue);
    private readonly Option<int> _threads = NumberOption.Whole("--threads", "Threads that work.", fallback.Threads);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _epochs, _batch, _optimiser, _rate, _seed, _threads })
        {
            command.Options.Add(option);
        }
    }

    public TrainingPlan Read(ParseResult parsed) => fallback with
    {
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        Optimiser = parsed.GetValue(_optimiser),
        Rate = parsed.GetValue(_rate),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
