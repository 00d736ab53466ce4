using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Engine;

/// <summary>Runs a network on a sample, to store what comes out or to compare it with what is stored.</summary>
internal static class SampleReplay
{
    /// <summary>Weights with a sample after them, as they are packed.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="weights">Its weights, with or without a sample.</param>
    /// <param name="call">A run of it.</param>
    /// <param name="inputs">The sample's; if empty, those that came with the weights, or made-up ones.</param>
    public static NativeBuffer Record(NetworkLayout layout, NativeBuffer weights, Call call, ReadOnlySpan<ReadOnlyMemory<float>> inputs)
    {
        // Whole cache lines, with zeros in what is not used: all of it goes into the file.
        var packed = new AlignedBuffer(PackedRegion.Align(StoredSample.EndFor(layout)));
        try
        {
            packed.From<byte>().Clear();
            weights.From<byte>().CopyTo(packed.From<byte>());
            var sample = new StoredSample(layout, packed);
            if (!inputs.IsEmpty)
            {
                sample.SetInputs(inputs);
            }
            else if (!new StoredSample(layout, weights).Exists)
            {
                sample.MakeUpInputs();
            }

            Run(layout, sample, call);
            for (var output = 0; output < layout.OutputLengths.Length; output++)
            {
                call.GetOutput(output, sample.Output(output));
            }

            return packed;
        }
        catch
        {
            // Nobody else has it yet.
            packed.Dispose();
            throw;
        }
    }

    /// <summary>Finds the element that differs most from the sample's outputs.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="weights">Its weights, with a sample.</param>
    /// <param name="call">A run of it.</param>
    /// <exception cref="WeightException">The weights have no sample.</exception>
    public static SelfTestResult Compare(NetworkLayout layout, NativeBuffer weights, Call call)
    {
        var sample = new StoredSample(layout, weights);
        if (!sample.Exists)
        {
            throw new WeightException($"the weights of {layout.Name} bring no sample along to test it with; packed ones of this network do.");
        }

        Run(layout, sample, call);
        var worst = new SelfTestResult { Output = 0, Element = 0, Expected = sample.Output(0)[0], Found = sample.Output(0)[0], IsBitEqual = true };
        for (var output = 0; output < layout.OutputLengths.Length; output++)
        {
            var found = new float[layout.OutputLengths[output]];
            call.GetOutput(output, found);
            worst = Worse(worst, output, sample.Output(output), found);
        }

        return worst;
    }

    private static void Run(NetworkLayout layout, StoredSample sample, Call call)
    {
        for (var input = 0; input < layout.InputLengths.Length; input++)
        {
            call.SetInput(input, sample.Input(input));
        }

        call.Execute();
    }

    private static SelfTestResult Worse(SelfTestResult worst, int output, ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        for (var element = 0; element < found.Length; element++)
        {
            var differs = !SameBits(expected[element], found[element]);
            if (differs && (worst.IsBitEqual || SelfTestResult.Difference(expected[element], found[element]) > worst.LargestDifference))
            {
                worst = new SelfTestResult { Output = output, Element = element, Expected = expected[element], Found = found[element], IsBitEqual = false };
            }
        }

        return worst;
    }

    /// <summary>Which bits a NaN has is no promise of any CPU.</summary>
    private static bool SameBits(float expected, float found) =>
        BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(found) || (float.IsNaN(expected) && float.IsNaN(found));
}
