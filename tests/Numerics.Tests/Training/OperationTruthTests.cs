using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Gradients of single operations are PyTorch's in double precision.</summary>
public sealed class OperationTruthTests
{
    private static readonly string[] s_withoutNetwork = ["loss-"];

    /// <summary>Each takes a third of a second.</summary>
    public static TheoryData<string> Cases => TrainingCase.Folder is null
        ? [""]
        : [.. Thorough.Rows(
            Directory.GetFiles(Path.Combine(TrainingCase.Folder, "ops"), "*.safetensors")
                .Select(path => Path.GetFileName(path))
                .Where(name => !s_withoutNetwork.Any(start => name.StartsWith(start, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
            4)];

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_are_exact_within_float32(string name)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read("ops", name);
        using var trainer = Trainers.Create(
            Trainers.Compile(truth.Text("network") ?? Activation(truth)),
            Trainers.Weights(Weights(truth)),
            new TrainerOptions { BatchSize = truth.Shape("output")[0] });
        List<string> inputs = [.. truth.Tensors.Where(tensor => !tensor.Contains('.', StringComparison.Ordinal) && tensor is not "output" and not "upstream")];
        for (var index = 0; index < inputs.Count; index++)
        {
            truth.Floats(inputs[index]).CopyTo(trainer.Input(index));
        }

        if (truth.Has("const.mask"))
        {
            // The rate is one half.
            truth.Floats("const.mask").Select(kept => 2 * kept).ToArray().CopyTo(trainer.Mask(0));
        }

        trainer.RunForwardMasked();
        List<string?> problems = [Problem("output", trainer.Output())];
        truth.Floats("upstream").CopyTo(trainer.OutputGradient());
        trainer.RunBackward();
        for (var index = 0; index < inputs.Count; index++)
        {
            problems.Add(Problem("grad." + inputs[index], trainer.InputGradient(index)));
        }

        problems.AddRange(trainer.UnpackedGradients()
            .Where(tensor => truth.Has("grad." + tensor.Name))
            .Select(tensor => Problem("grad." + tensor.Name, tensor.Values.Span)));
        Assert.Equal(truth.Tensors.Count(tensor => tensor.StartsWith("grad.", StringComparison.Ordinal)), problems.Count - 1);
        Assert.Empty(problems.OfType<string>());

        string? Problem(string tensor, ReadOnlySpan<float> values) =>
            Distance.Problem(tensor, truth.Values(tensor), values, truth.DistanceOf("float32_distance", tensor));
    }

    /// <summary>The network of the one case that has none.</summary>
    private static string Activation(TrainingCase truth) =>
        $$"""{ "input": { "height": 1, "width": 1, "channels": {{truth.Shape("input")[3]}} }, "layers": [{ "kind": "elu", "name": "layer" }] }""";

    private static IEnumerable<NamedTensor> Weights(TrainingCase truth)
    {
        foreach (var tensor in truth.Tensors.Where(tensor => tensor.StartsWith("param.", StringComparison.Ordinal)))
        {
            yield return new NamedTensor(tensor["param.".Length..], truth.Shape(tensor), truth.Floats(tensor));
        }

        if (truth.Name.StartsWith("batchnorm", StringComparison.Ordinal))
        {
            var channels = truth.Shape("param.layer.weight")[0];
            yield return new NamedTensor(
                "layer.running_mean",
                [channels],
                truth.Has("const.running_mean") ? truth.Floats("const.running_mean") : new float[channels]);
            yield return new NamedTensor(
                "layer.running_var",
                [channels],
                truth.Has("const.running_var") ? truth.Floats("const.running_var") : Enumerable.Repeat(1f, channels).ToArray());
        }
    }
}
