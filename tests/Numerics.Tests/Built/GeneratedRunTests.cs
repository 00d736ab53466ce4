using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>A generated class in hands that do with it what they should not.</summary>
public sealed class GeneratedRunTests : IDisposable
{
    private const int Seed = 31;
    private readonly Odd _network = Odd.Create(WeightSource.CreateRandom(Seed));
    private readonly float[] _input = [.. Enumerable.Range(0, Odd.InputLength).Select(index => MathF.Sin(index))];

    public void Dispose() => _network.Dispose();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(1, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1)]
    public void A_span_of_another_length_is_refused_with_both_lengths(int moreInput, int moreOutput)
    {
        var found = moreInput != 0 ? Odd.InputLength + moreInput : Odd.OutputLength + moreOutput;
        var expected = moreInput != 0 ? Odd.InputLength : Odd.OutputLength;
        var refused = Assert.Throws<ArgumentException>(() => _network.Run(new float[Odd.InputLength + moreInput], new float[Odd.OutputLength + moreOutput]));
        Assert.Contains($"{found}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"{expected}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_overlaps_the_input_is_refused()
    {
        var memory = new float[Odd.InputLength + 1];
        Assert.Throws<ArgumentException>(() => _network.Run(memory.AsSpan(0, Odd.InputLength), memory.AsSpan(Odd.InputLength + 1 - Odd.OutputLength)));
    }

    [Fact]
    public void A_network_that_was_disposed_of_refuses_to_run()
    {
        _network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _network.Run(_input, new float[Odd.OutputLength]));
    }

    [Fact]
    public void A_network_takes_pixels_where_the_description_says_how_to_read_them()
    {
        Assert.Contains(typeof(IImageNetwork<Pixels>), typeof(Pixels).GetInterfaces());
        Assert.Contains(typeof(ITensorNetwork<Odd>), typeof(Odd).GetInterfaces());
        Assert.DoesNotContain(
            typeof(Odd).GetMethods().SelectMany(method => method.GetParameters()),
            parameter => parameter.ParameterType == typeof(PixelBuffer));
    }

    [Fact]
    public void Pixels_are_prepared_as_the_description_says()
    {
        using var network = Pixels.Create(WeightSource.CreateRandom(Seed));
        byte[] rgb = [.. Enumerable.Range(0, Pixels.InputLength).Select(index => (byte)(index * 15))];
        var output = new float[Pixels.OutputLength];
        network.Run(rgb, Pixels.InputWidth, Pixels.InputHeight, output);
        double[] mean = [0.25, 0.5, -0.75], deviation = [0.5, 2, 4];
        for (var index = 0; index < output.Length; index++)
        {
            var channel = index % 3;
            var value = (rgb[index - channel + 2 - channel] / 255.0 * 4) - 1;
            Assert.Equal((value - mean[channel]) / deviation[channel], output[index], 1e-6);
        }
    }

    [Fact]
    public void Spans_go_to_inputs_and_outputs_in_the_descriptions_order()
    {
        using var network = SeveralPorts.Create(WeightSource.CreateRandom(Seed));
        float[] left = [.. Enumerable.Range(0, SeveralPorts.LeftLength).Select(index => (float)index)];
        float[] right = [.. Enumerable.Range(0, SeveralPorts.RightLength).Select(index => 1000f * index)];
        var (sum, mix, flat) = (new float[SeveralPorts.SumLength], new float[SeveralPorts.MixLength], new float[SeveralPorts.FlatLength]);
        network.Run(left, right, sum, mix, flat);
        Assert.Equal(left.Zip(right, (one, other) => one + other), sum);
        Assert.Equal(sum, flat);
        Assert.Contains(mix, value => value > 0);
    }

    [Fact]
    public void A_batch_gives_the_bits_of_single_runs()
    {
        float[] inputs = [.. _input, .. _input.Select(value => -value)];
        var batch = new float[2 * Odd.OutputLength];
        _network.RunBatch(inputs, batch, 2);
        var single = new float[Odd.OutputLength];
        for (var image = 0; image < 2; image++)
        {
            _network.Run(inputs.AsSpan(image * Odd.InputLength, Odd.InputLength), single);
            Assert.Equal(single, batch.AsSpan(image * Odd.OutputLength, Odd.OutputLength));
        }
    }

    [Fact]
    public async Task Many_threads_on_one_instance_get_the_same_bits()
    {
        using var network = Odd.Create(WeightSource.CreateRandom(Seed), new NetworkOptions { MaxDegreeOfParallelism = 2 });
        var expected = Run(network);
        var threads = Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => Enumerable.Range(0, 50).Select(_ => Run(network)).ToList(), TestContext.Current.CancellationToken));
        foreach (var outputs in await Task.WhenAll(threads))
        {
            Assert.All(outputs, output => Agreement.ToTheLastBit([expected], [output], "another thread"));
        }
    }

    [Fact]
    public async Task Runs_under_way_finish_when_the_network_is_disposed_of()
    {
        var expected = Run(_network);
        using var started = new Barrier(5);
        var threads = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(() =>
            RunUntilDisposed(started), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        started.SignalAndWait(TestContext.Current.CancellationToken);
        _network.Dispose();
        foreach (var outputs in await Task.WhenAll(threads))
        {
            Assert.All(outputs, output => Agreement.ToTheLastBit([expected], [output], "while disposing"));
        }
    }

    private List<float[]> RunUntilDisposed(Barrier started)
    {
        var outputs = new List<float[]> { Run(_network) };
        started.SignalAndWait();
        while (true)
        {
            try
            {
                outputs.Add(Run(_network));
            }
            catch (ObjectDisposedException)
            {
                return outputs;
            }
        }
    }

    private float[] Run(Odd network)
    {
        var output = new float[Odd.OutputLength];
        network.Run(_input, output);
        return output;
    }
}
