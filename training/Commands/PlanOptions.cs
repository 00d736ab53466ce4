using System.CommandLine;
using System.CommandLine.Parsing;
using MobileNetGen.Training.Optimisation;

namespace MobileNetGen.Training.Commands;

/// <summary>The options that say how to train.</summary>
internal sealed class PlanOptions(TrainingPlan fallback)
{
    private readonly Option<int> _epochs = AtLeast(1, new("--epochs") { Description = "Passes over the images.", DefaultValueFactory = _ => fallback.Epochs });
    private readonly Option<int> _batch = AtLeast(2, new("--batch") { Description = "Images of a batch.", DefaultValueFactory = _ => fallback.BatchSize });
    private readonly Option<OptimiserKind> _optimiser = new("--optimiser") { Description = "How weights follow gradients.", DefaultValueFactory = _ => fallback.Optimiser };
    private readonly Option<double> _rate = new("--rate") { Description = "The largest learning rate.", DefaultValueFactory = _ => fallback.Rate };
    private readonly Option<int> _seed = new("--seed") { Description = "One seed gives one result, on any number of threads.", DefaultValueFactory = _ => fallback.Seed };
    private readonly Option<int> _threads = AtLeast(1, new("--threads") { Description = "Threads that work.", DefaultValueFactory = _ => fallback.Threads });

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

    private static Option<int> AtLeast(int least, Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var value) && value < least)
            {
                result.AddError($"{option.Name} is {value}; {least} or more is accepted.");
            }
        });
        return option;
    }
}
