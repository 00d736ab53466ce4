using System.Diagnostics;

namespace MobileNetGen.Benchmarks.Soak;

/// <summary>
/// Many threads on one network for a long time. All of them run an instance that they share, which is replaced and disposed of
/// under their hands, and now and then one of their own, on packed or unpacked weights and any vector width;
/// every answer is compared, bit by bit, with that of one thread and one lane.
/// </summary>
internal sealed class SoakTest<TNetwork> : IDisposable
    where TNetwork : class, ITensorNetwork<TNetwork>
{
    private const int Seed = 7;
    private const int Inputs = 4;

    /// <summary>Runs of a thread between two instances that it makes.</summary>
    private const int OwnEvery = 16;

    private readonly float[][] _inputs;
    private readonly float[][] _answers;
    private readonly string _packed = Path.GetTempFileName();
    private readonly SimdTier[] _tiers = [.. Enum.GetValues<SimdTier>().Where(tier => tier <= SimdSupport.DefaultTier && tier != SimdTier.Scalar)];
    private TNetwork _shared;
    private long _runs;
    private long _instances;
    private long _mismatches;

    public SoakTest()
    {
        var random = new Random(Seed);
        _inputs = [.. Enumerable.Range(0, Inputs)
            .Select(_ => Enumerable.Range(0, TNetwork.Info.Inputs[0].Length).Select(_ => (random.NextSingle() * 2) - 1).ToArray())];
        using (var reference = TNetwork.Create(WeightSource.CreateRandom(Seed), new NetworkOptions { Tier = SimdTier.Scalar }))
        {
            _answers = [.. _inputs.Select(input => Run(reference, input))];
        }

        using (var file = File.Create(_packed))
        {
            TNetwork.Pack(WeightSource.CreateRandom(Seed), file);
        }

        _shared = Shared();
    }

    /// <summary>Runs until the time is over.</summary>
    /// <param name="threads">Callers at the same time.</param>
    /// <param name="duration">How long.</param>
    /// <param name="samples">How often memory is looked at.</param>
    /// <param name="heard">Is told each sample.</param>
    public SoakReport Run(int threads, TimeSpan duration, int samples, Action<MemorySample> heard)
    {
        var clock = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, threads)
            .Select(caller => Task.Factory.StartNew(() => Call(caller, clock, duration), TaskCreationOptions.LongRunning))
            .ToArray();
        var memory = new List<MemorySample>();
        for (var sample = 1; sample <= samples; sample++)
        {
            Task.WaitAll(callers, (int)Math.Max(0, ((duration * sample / samples) - clock.Elapsed).TotalMilliseconds));
            memory.Add(MemorySample.Now(clock.Elapsed, Interlocked.Read(ref _runs)));
            heard(memory[^1]);
        }

        Task.WaitAll(callers);
        return new SoakReport(_runs, _instances, _mismatches, memory);
    }

    public void Dispose()
    {
        _shared.Dispose();
        File.Delete(_packed);
    }

    private void Call(int caller, Stopwatch clock, TimeSpan duration)
    {
        var random = new Random(caller);
        for (var run = caller; clock.Elapsed < duration; run++)
        {
            var input = random.Next(Inputs);
            var found = run % OwnEvery != 0 ? OnShared(_inputs[input]) : caller == 0 ? OnReplaced(_inputs[input]) : OnOwn(random, _inputs[input]);
            Interlocked.Increment(ref _runs);
            if (!SameBits(_answers[input], found))
            {
                Interlocked.Increment(ref _mismatches);
            }
        }
    }

    private float[] OnShared(float[] input)
    {
        while (true)
        {
            try
            {
                return Run(Volatile.Read(ref _shared), input);
            }
            catch (ObjectDisposedException)
            {
                // Replaced between the look and the run: there is another one.
            }
        }
    }

    private float[] OnReplaced(float[] input)
    {
        Interlocked.Exchange(ref _shared, Shared()).Dispose();
        return OnShared(input);
    }

    private float[] OnOwn(Random random, float[] input)
    {
        var options = new NetworkOptions { Tier = _tiers[random.Next(_tiers.Length)], MaxDegreeOfParallelism = random.Next(1, 4) };
        using var own = Create(random.Next(2) == 0 ? WeightSource.FromFile(_packed) : WeightSource.CreateRandom(Seed), options);
        return Run(own, input);
    }

    private TNetwork Shared() => Create(WeightSource.FromFile(_packed), new NetworkOptions { MaxDegreeOfParallelism = 2, SelfTestTolerance = 0 });

    private TNetwork Create(WeightSource weights, NetworkOptions options)
    {
        Interlocked.Increment(ref _instances);
        return TNetwork.Create(weights, options);
    }

    private static float[] Run(TNetwork network, float[] input)
    {
        var output = new float[TNetwork.Info.Outputs[0].Length];
        network.Run(input, output);
        return output;
    }

    private static bool SameBits(float[] expected, float[] found) =>
        expected.AsSpan().SequenceEqual(found)
            && expected.Zip(found).All(pair => BitConverter.SingleToInt32Bits(pair.First) == BitConverter.SingleToInt32Bits(pair.Second));
}
