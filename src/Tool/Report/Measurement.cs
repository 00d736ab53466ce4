using System.Reflection;
using MobileNetGen.Engine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Tool.Report;

/// <summary>What a network takes on this machine, and what the machine could do at most with one thread.</summary>
/// <param name="Microseconds">The median of each block, with one thread.</param>
/// <param name="Threads">When each thread of a run was busy with each block.</param>
/// <param name="Tier">The vector width.</param>
/// <param name="PeakGflops">10⁹ floating-point operations a second of a loop that reads no memory.</param>
/// <param name="MemoryGigabytes">10⁹ bytes a second that a loop reads from memory beyond the caches.</param>
internal sealed record Measurement(
    IReadOnlyList<double> Microseconds,
    IReadOnlyList<IReadOnlyList<BlockSpan>> Threads,
    SimdTier Tier,
    double PeakGflops,
    double MemoryGigabytes)
{
    private const int WarmUpRuns = 20;
    private const int Runs = 101;

    /// <exception cref="ToolException">The network has several inputs or outputs.</exception>
    public static Measurement Of(NetworkFile file, int threads)
    {
        var type = InMemoryCompiler.Compile(file);
        if (!type.GetInterfaces().Any(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(ITensorNetwork<>)))
        {
            throw new ToolException($"{file.Path}: --bench measures networks of one input and one output; "
                + $"this one has {file.Program.Inputs.Count} and {file.Program.Outputs.Count}.");
        }

        var profile = (Profile)Activator.CreateInstance(typeof(Profile<>).MakeGenericType(type))!;
        var times = profile.Measure(WarmUpRuns, Runs);
        var trace = profile.Trace(threads, Runs);
        var tier = SimdSupport.DefaultTier == SimdTier.Scalar ? SimdTier.Vector128 : SimdSupport.DefaultTier;
        return new Measurement(
            times,
            trace,
            SimdSupport.DefaultTier,
            Enumerable.Range(0, 20).Max(_ => FmaPeak.Measure(tier, 1)),
            MemoryBandwidth.Measure(MemoryBandwidth.InMemory));
    }

    private abstract class Profile
    {
        public abstract IReadOnlyList<double> Measure(int warmUp, int runs);

        /// <summary>The fastest run of so many: in others, threads wait for what else the machine does.</summary>
        public abstract IReadOnlyList<IReadOnlyList<BlockSpan>> Trace(int threads, int runs);
    }

    private sealed class Profile<TNetwork> : Profile
        where TNetwork : ITensorNetwork<TNetwork>
    {
        public override IReadOnlyList<double> Measure(int warmUp, int runs)
        {
            using var network = TNetwork.Create(WeightSource.CreateRandom(1));
            return BlockTimes.Medians(network, NetworkInputs.Noise(TNetwork.Info)[0], warmUp, runs);
        }

        public override IReadOnlyList<IReadOnlyList<BlockSpan>> Trace(int threads, int runs)
        {
            using var network = TNetwork.Create(WeightSource.CreateRandom(1), new NetworkOptions { MaxDegreeOfParallelism = threads });
            var engine = (ITracedEngine)typeof(TNetwork).GetField("_engine", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(network)!;
            var (input, output) = (NetworkInputs.Noise(TNetwork.Info)[0], new float[TNetwork.Info.Outputs[0].Length]);
            return Enumerable.Range(0, runs)
                .Select(_ => engine.Trace(input, output))
                .MinBy(trace => trace.Max(thread => thread[^1].End))!;
        }
    }
}
