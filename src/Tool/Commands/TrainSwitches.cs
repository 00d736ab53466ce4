using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Learning;

namespace MobileNetGen.Tool.Commands;

/// <summary>What the command line of <c>train</c> says.</summary>
internal sealed class TrainSwitches
{
    private const string Auto = "auto";

    private static readonly string[] s_optimizers = ["adamw", "sgd", "rmsprop"];
    private static readonly string[] s_tasks = ["classes", "labels", "numbers"];

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The folder for the network, its weights and the report.",
        Required = true,
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "A CSV file with the columns file and label: what the images show. Names start from the data's folder.",
    };

    private readonly Option<string?> _task =
        SharedOptions.Choice("--task", "What the network is to say of an image; several labels or numbers are separated by semicolons:", s_tasks);

    private readonly Option<FileInfo?> _network = new("--network")
    {
        Description = "A description: network.json. Its last layer gets as many outputs as there are classes.",
    };

    private readonly Option<string?> _preset = new("--preset") { Description = "A preset, in place of a description." };
    private readonly Option<string?> _flavor = new("--flavor") { Description = "Whose form of the preset: keras, torchvision, timm." };

    private readonly Option<double?> _width =
        NumberOption.NumberOrNone("--width", "The preset's width multiplier.", "a number above 0", number => number > 0);

    private readonly Option<int?> _resolution = NumberOption.WholeOrNone("--resolution", "Rows and columns of the preset's input.");

    private readonly Option<string> _classes = ClassesOption();

    private readonly Option<FileInfo?> _weights = new("--weights")
    {
        Description = "Weights to begin with: what import reads for the preset, safetensors for a description, or a whole model without either. "
            + "Training begins from scratch, if it is not said.",
    };

    private readonly Option<string?> _preprocess = new("--preprocess")
    {
        Description = "Of a whole model that does not say how images become its input: keras, torchvision, unit, bytes or none.",
    };

    private readonly Option<TrainedPart?> _train = new("--train")
    {
        Description = $"Which layers with weights are trained: {TrainedPart.Accepted}. The head, if weights are given, and else all.",
        CustomParser = result => Part(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<bool> _freeze = new("--freeze-batch-norm") { Description = "Normalise by the running statistics, and leave those as they are." };
    private readonly Option<int> _epochs = NumberOption.Whole("--epochs", "How often all images are seen.", 20);
    private readonly Option<int> _batch = NumberOption.Whole("--batch", "Images of a step.", 32, min: 1, max: 1 << 16);

    private readonly Option<string?> _optimizer =
        SharedOptions.Choice("--optimizer", "How weights are moved; adamw, if it is not said:", s_optimizers);

    private readonly Option<double?> _rate = NumberOption.NumberOrNone(
        "--rate", "The largest learning rate; one for the optimiser and what is trained, if it is not said.", "a number above 0", number => number > 0);

    private readonly Option<double?> _decay = NumberOption.NumberOrNone(
        "--weight-decay", "How strongly kernels are drawn to 0; 0.01 of adamw and 0.0001 of others, if it is not said.", "0 or more", number => number >= 0);

    private readonly Option<double> _smoothing = NumberOption.Number(
        "--smoothing", "The share of a label that all classes divide among them.", 0.1, "0 or more and less than 1", IsShare);

    private readonly Option<bool> _balance = new("--balance") { Description = "Let all classes count the same, however many images they have." };

    private readonly Option<double?> _clip =
        NumberOption.NumberOrNone("--clip", "The largest norm of all gradients together.", "a number above 0", number => number > 0);

    private readonly Option<double?> _average = NumberOption.NumberOrNone(
        "--average", "How much of an average of the weights stays at each step; none is taken, if it is not said.", "0 or more and less than 1", IsShare);

    private readonly Option<int?> _patience = NumberOption.WholeOrNone("--patience", "Epochs without improvement after which training ends.");

    private readonly Option<string> _augment = new("--augment")
    {
        Description = "How images are changed: " + Augmentation.Help,
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<int> _copies =
        NumberOption.Whole("--copies", "Changed copies of an image whose features are kept, where a part of the network is frozen.", 4, max: 1 << 10);

    private readonly Option<double> _heldOut = NumberOption.Number(
        "--held-out", "The share of the images that is held out, and measures what is learnt.", 0.2, "0 or more and less than 1", IsShare);

    private readonly Option<int> _seed = NumberOption.Whole("--seed", "What order, changes and dropout are drawn from.", 0, min: 0);

    private readonly Option<int> _threads =
        NumberOption.Whole("--threads", "Threads; as many as there are cores, if it is not said.", Environment.ProcessorCount);

    private readonly Option<int> _cache =
        NumberOption.Whole("--cache", "MiB of images and features that are kept in memory.", 1024, min: 0, max: 1 << 20);

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the training that is in the folder for the results." };

    public Argument<string> Data { get; } =
        new("data") { Description = "A folder with a folder of images for each class; or a folder of images, with --labels." };

    public IReadOnlyList<Option> Options =>
    [
        _output, _labels, _task, _network, _preset, _flavor, _width, _resolution, _classes, _weights, _preprocess, _train, _freeze, _epochs, _batch,
        _optimizer, _rate, _decay, _smoothing, _balance, _clip, _average, _patience, _augment, _copies, _heldOut, _seed, _threads, _cache, _resume,
    ];

    /// <exception cref="ToolException">A text is none that is accepted.</exception>
    public TrainOptions Read(ParseResult parsed)
    {
        var weights = parsed.GetValue(_weights)?.ToString();
        var part = parsed.GetValue(_train) ?? new TrainedPart(weights is null ? null : 1);
        var optimizer = parsed.GetValue(_optimizer) ?? s_optimizers[0];
        return new TrainOptions
        {
            Data = parsed.GetRequiredValue(Data),
            Output = parsed.GetRequiredValue(_output),
            Labels = parsed.GetValue(_labels),
            Task = (LearningTask)Array.IndexOf(s_tasks, parsed.GetValue(_task) ?? s_tasks[0]),
            Classes = CountOf(parsed.GetRequiredValue(_classes)),
            Start = new StartOptions(
                parsed.GetValue(_network)?.ToString(),
                new PresetOptions(parsed.GetValue(_preset), parsed.GetValue(_flavor), parsed.GetValue(_width), parsed.GetValue(_resolution)),
                weights,
                parsed.GetValue(_preprocess)),
            Part = part,
            Augmentation = Augmentation.Parse(parsed.GetRequiredValue(_augment)),
            Copies = parsed.GetValue(_copies),
            Epochs = parsed.GetValue(_epochs),
            BatchSize = parsed.GetValue(_batch),
            Optimizer = optimizer,
            Rate = parsed.GetValue(_rate) ?? UsualRate(optimizer, part),
            WeightDecay = parsed.GetValue(_decay) ?? (optimizer == s_optimizers[0] ? 0.01 : 1e-4),
            Smoothing = parsed.GetValue(_smoothing),
            BalancesClasses = parsed.GetValue(_balance),
            ClippedNorm = parsed.GetValue(_clip),
            AverageDecay = parsed.GetValue(_average),
            FreezesStatistics = parsed.GetValue(_freeze),
            Patience = parsed.GetValue(_patience),
            HeldOut = parsed.GetValue(_heldOut),
            Seed = parsed.GetValue(_seed),
            Threads = parsed.GetValue(_threads),
            CacheBytes = (long)parsed.GetValue(_cache) << 20,
            Resumes = parsed.GetValue(_resume),
            CommandLine = "mobilenetgen " + string.Join(' ', parsed.Tokens.Select(token => ShellWord.Of(token.Value))),
        };
    }

    private static bool IsShare(double number) => number is >= 0 and < 1;

    private static double UsualRate(string optimizer, TrainedPart part) => (optimizer, part.Layers) switch
    {
        ("adamw", 1) => 0.005,
        ("adamw", _) => 0.001,
        (_, 1) => 0.05,
        _ => 0.01,
    };

    private static TrainedPart? Part(string text, Action<string> refuse)
    {
        var part = TrainedPart.Parse(text);
        if (part is null)
        {
            refuse($"--train is \"{text}\"; {TrainedPart.Accepted} are accepted.");
        }

        return part;
    }

    private static Option<string> ClassesOption()
    {
        var option = new Option<string>("--classes")
        {
            Description = $"How many classes the data is to have, to be sure of it; {Auto} takes as many as there are.",
            DefaultValueFactory = _ => Auto,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != Auto && CountOf(text) is not > 1)
            {
                result.AddError($"--classes is \"{text}\"; {Auto} or a whole number of 2 or more is accepted.");
            }
        });
        return option;
    }

    /// <returns>Null where it is not said.</returns>
    private static int? CountOf(string classes) =>
        int.TryParse(classes, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
