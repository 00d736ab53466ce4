using MobileNetGen;
using MobileNetGen.Sample;
using MobileNetGen.Samples.TransferLearning;

try
{
    switch (args)
    {
        case ["train", var folder, var head]:
            var (examples, classes) = Examples.Load(folder);
            var trained = HeadTrainer.Train(examples, classes.Count);
            HeadFile.Save(head, trained, classes);
            Console.WriteLine(
                $"{examples.Count} images of {string.Join(", ", classes)}: {HeadTrainer.Accuracy(trained, examples):P1} of them right, in {head}");
            return 0;
        case ["classify", var head, _, ..]:
            using (var classifier = new ShapeClassifier(head))
            {
                foreach (var image in args[2..])
                {
                    var (label, score) = classifier.Classify(image);
                    Console.WriteLine($"{image}: {label} {score:P1}");
                }
            }

            return 0;
        default:
            Console.Error.WriteLine(
                "usage: TransferLearning train FOLDER HEAD, where FOLDER has a folder of images for each class, or TransferLearning classify HEAD IMAGE…");
            return 2;
    }
}
catch (Exception error) when (error is SampleException or IOException or InvalidDataException or UnauthorizedAccessException or WeightException)
{
    Console.Error.WriteLine($"error: {error.Message}");
    return 1;
}
