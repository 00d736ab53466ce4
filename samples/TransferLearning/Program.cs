using System.CommandLine;
using MobileNetGen;
using MobileNetGen.Samples.TransferLearning;

const string start = """
    Teaches MobileNetV1 0.25/128, as it was trained for ImageNet, to tell other things apart.

    It begins with the network's weights, in safetensors under Keras' or PyTorch's names, from --weights FILE or
    mobilenet_v1_0.25_128.safetensors in this folder. samples/README.md says where to have them from. Then

      TransferLearning                                   learns digits, which npm fetches
      TransferLearning train FOLDER -o head.safetensors  learns from a folder of images for each class
      TransferLearning classify head.safetensors IMAGE…  says what other images show
    """;

var weights = new Option<string>("--weights")
{
    Description = "The weights of MobileNetV1 0.25/128.",
    DefaultValueFactory = _ => "mobilenet_v1_0.25_128.safetensors",
    Recursive = true,
};
var output = new Option<string>("--output", "-o") { Description = "Where the head goes.", DefaultValueFactory = _ => "head.safetensors", Recursive = true };
var folder = new Argument<string>("FOLDER") { Description = "A folder of images for each class." };
var head = new Argument<string>("HEAD") { Description = "What train wrote." };
var images = new Argument<string[]>("IMAGE") { Description = "Images.", Arity = ArgumentArity.OneOrMore };
var train = new Command("train", "Learns from a folder of images for each class.") { folder };
var classify = new Command("classify", "Says what images show.") { head, images };
var root = new RootCommand("Teaches a pretrained MobileNet new classes. Without arguments, it learns digits.") { weights, output, train, classify };
train.SetAction(parsed => Learn(parsed, () => Pictures.InFolder(parsed.GetRequiredValue(folder))));
root.SetAction(parsed =>
{
    if (!File.Exists(parsed.GetRequiredValue(weights)))
    {
        Console.WriteLine(start);
        return;
    }

    Learn(parsed, () => Digits.Fetch(Path.Combine(Path.GetTempPath(), "mobilenetgen-mnist")));
});
classify.SetAction(parsed =>
{
    using var reader = new FeatureReader(parsed.GetRequiredValue(weights));
    using var classifier = new PictureClassifier(reader, parsed.GetRequiredValue(head));
    foreach (var image in parsed.GetRequiredValue(images))
    {
        var (label, share) = classifier.Classify(Pictures.Load(image));
        Console.WriteLine($"{image}: {label} {share:P1}");
    }
});

try
{
    var parsed = root.Parse(args);
    return parsed.Errors.Count > 0 ? Failed(2, parsed.Errors[0].Message) : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception wrong) when (Cause(wrong) is IOException or InvalidDataException or UnauthorizedAccessException
    or InvalidOperationException or WeightException)
{
    return Failed(1, Cause(wrong).Message);
}

void Learn(ParseResult parsed, Func<IReadOnlyList<Picture>> pictures)
{
    using var reader = new FeatureReader(parsed.GetRequiredValue(weights));
    var target = parsed.GetRequiredValue(output);
    var result = HeadTraining.Run(pictures(), reader, target, Console.Out);
    Console.WriteLine(
        $"{result.HeldOut!.Value.Accuracy:P1} of those held out are right, {result.Training.Accuracy:P1} of those learnt from; the head is in {target}");
}

// What goes wrong on several cores at once: the first of it.
static Exception Cause(Exception wrong) => wrong is AggregateException { InnerExceptions: [var first, ..] } ? first : wrong;

static int Failed(int code, string message)
{
    Console.Error.WriteLine($"error: {message}");
    return code;
}
