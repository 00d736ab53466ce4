using System.Runtime.InteropServices;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>A file of integers, imported, compiled and run on integers, and compared with the integers of an engine: equality, and no tolerance.</summary>
internal sealed record IntegerRun(TruthCase Case, TruthVerdict Verdict, string Detail)
{
    /// <param name="truth">The file.</param>
    /// <param name="engine">Whose answers are expected: <c>xnnpack</c> or <c>reference</c>.</param>
    /// <param name="arithmetic">Whose rounding is followed, as a description calls it.</param>
    /// <param name="steps">By how many steps of its integers a value may differ.</param>
    public static IntegerRun Of(TruthCase truth, string engine, string arithmetic, int steps = 0)
    {
        try
        {
            var imported = TruthRun.Import(truth);
            return imported.Network.Description.Contains("\"precision\": \"", StringComparison.Ordinal)
                ? Compare(truth, imported, engine, arithmetic, steps)
                : new IntegerRun(truth, TruthVerdict.Refused, "computed with floats");
        }
        catch (Exception wrong) when (wrong is ToolException or WeightException or TruthMismatchException)
        {
            return new IntegerRun(truth, TruthVerdict.Refused, wrong.Message);
        }
        catch (Exception wrong)
        {
            // Whatever else it is, it is what a user would see as a crash.
            return new IntegerRun(truth, TruthVerdict.Crashed, wrong.ToString());
        }
    }

    private static IntegerRun Compare(TruthCase truth, ImportResult imported, string engine, string arithmetic, int steps)
    {
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Network.Tensors);
        var text = imported.Network.Description;
        var place = text.IndexOf("  \"precision\": \"", StringComparison.Ordinal);
        var isSaid = arithmetic == "tflite" || text.Contains($"\"arithmetic\": \"{arithmetic}\"", StringComparison.Ordinal);
        var description = NetworkFile.Parse(truth.Name, isSaid ? text : text.Insert(place, $"  \"arithmetic\": \"{arithmetic}\",\n"));
        using var network = LoadedNetwork.Load(description, WeightSource.FromBytes(weights.ToArray()), new NetworkOptions());
        var ports = new TruthPorts(truth, imported.Report) { KeepsIntegers = true };
        var inputs = ports.Inputs(network.Info);
        var hasIntegers = network.Info.Inputs.Concat(network.Info.Outputs).Any(port => port.Element != TensorElement.Float32);
        var actual = hasIntegers
            ? network.RunRaw([.. network.Info.Inputs.Select((input, index) => Bytes(input, inputs[index]))])
            : [.. network.Run(inputs).Select(output => MemoryMarshal.AsBytes(output.AsSpan()).ToArray())];
        var expected =
            ports.Answer(truth.Answers.FirstOrDefault(answer => answer.Contains($".{engine}.", StringComparison.Ordinal)) ?? truth.Answers[0], network.Info);
        var (different, all, worst) = (0, 0, 0f);
        for (var output = 0; output < actual.Length; output++)
        {
            var ours = Numbers(network.Info.Outputs[output], actual[output]);
            for (var index = 0; index < ours.Length; index++)
            {
                var tolerance = (network.Info.Outputs[output].Element == TensorElement.Float32
                    ? 1e-5f * Math.Max(1e-3f, Math.Abs(expected[output].Values[index]))
                    : 0) + (steps * StepOf(expected[output], network.Info.Outputs[output]));
                var distance = Math.Abs(ours[index] - expected[output].Values[index]);
                different += distance <= tolerance ? 0 : 1;
                worst = Math.Max(worst, distance);
                all++;
            }
        }

        return new IntegerRun(
            truth,
            different == 0 ? TruthVerdict.Right : TruthVerdict.Wrong,
            FormattableString.Invariant($"{different} of {all} differ, by up to {worst}, {worst / StepOf(expected[0], network.Info.Outputs[0])} steps"));
    }

    /// <summary>One step of an output's integers; where it has none, what 8 bits would have for its range.</summary>
    private static float StepOf(TruthAnswer expected, TensorInfo port) => port.Element != TensorElement.Float32 ? 1
        : expected.IntegerRange is { } range ? (float)((range.Max - range.Min) / byte.MaxValue)
        : (expected.Values.Max() - expected.Values.Min()) / byte.MaxValue;

    private static byte[] Bytes(TensorInfo port, float[] values) =>
        port.Element == TensorElement.Float32 ? MemoryMarshal.AsBytes(values.AsSpan()).ToArray() : [.. values.Select(value => (byte)(int)value)];

    private static float[] Numbers(TensorInfo port, byte[] elements) => port.Element switch
    {
        TensorElement.Float32 => MemoryMarshal.Cast<byte, float>(elements).ToArray(),
        TensorElement.Int8 => [.. elements.Select(element => (float)(sbyte)element)],
        _ => [.. elements.Select(element => (float)element)],
    };
}
