using System.Collections.Immutable;
using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Runtime.Tests.Weights;
using MobileNetGen.Threading;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>What goes wrong in the middle takes nothing with it: weights are freed once, workspaces come back, threads are counted right.</summary>
[Collection(nameof(ProcessWide))]
public sealed class LossTests
{
    private const int Length = EngineTests.Length;

    [Fact]
    public void No_batch_at_all_is_refused_by_a_network_that_was_disposed_of()
    {
        var engine = new NetworkEngine<Copy>(EngineTests.Layout, WeightSource.CreateRandom(0), null);
        engine.RunBatch([], [], 0);
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.RunBatch([], [], 0));
    }

    [Fact]
    public void A_call_that_is_disposed_of_twice_gives_its_memory_back_once()
    {
        var weights = new Watched();
        var engine = new NetworkEngine<Copy>(EngineTests.Layout, weights, null);
        var first = engine.Begin();
        var copy = first;
        first.Dispose();
        first.Dispose();

        // The workspace is another call's now, which the copy of the first one must not end.
        using (var second = engine.Begin())
        {
            second.SetInput(0, EngineTests.Input(3));
            copy.Dispose();
            engine.Run(EngineTests.Input(9), new float[Length]);
            second.Execute();
            var output = new float[Length];
            second.GetOutput(0, output);
            Assert.Equal(EngineTests.Input(3), output);
            engine.Dispose();
            Assert.False(weights.IsFreed);
        }

        Assert.True(weights.IsFreed);
    }

    [Fact]
    public void A_call_that_was_disposed_of_is_of_no_use()
    {
        using var engine = new NetworkEngine<Copy>(EngineTests.Layout, WeightSource.CreateRandom(0), null);
        Assert.Throws<ObjectDisposedException>(() => Ended(engine).SetInput(0, new float[Length]));
        Assert.Throws<ObjectDisposedException>(() => Ended(engine).Execute());
        Assert.Throws<ObjectDisposedException>(() => Ended(engine).GetOutput(0, new float[Length]));
        Assert.Throws<ObjectDisposedException>(() => default(Call).Execute());
        default(Call).Dispose();
    }

    /// <summary>A layout without a list of inputs, for which no workspace can be made.</summary>
    [Fact]
    public void A_workspace_that_cannot_be_made_holds_no_weights()
    {
        var weights = new Watched();
        var engine = new NetworkEngine<Copy>(EngineTests.Layout.With(inputLengths: default(ImmutableArray<int>)), weights, null);
        Assert.NotNull(Record.Exception(() => engine.Begin().Dispose()));
        engine.Dispose();
        Assert.True(weights.IsFreed);
    }

    /// <summary>Inputs of more bytes than there are addresses.</summary>
    [Fact]
    public void A_workspace_without_room_for_inputs_comes_back()
    {
        var weights = new Watched();
        var engine = new NetworkEngine<Copy>(EngineTests.Layout.With(inputLengths: [.. Enumerable.Repeat(int.MaxValue, 20_000)]), weights, null);
        Assert.ThrowsAny<OutOfMemoryException>(() => engine.Begin().Dispose());
        engine.Dispose();
        Assert.True(weights.IsFreed);
    }

    [Fact]
    public void A_thread_that_cannot_start_is_not_counted_and_tried_again()
    {
        var left = 1;
        var team = new WorkerTeam(() => left-- > 0 ? new Helper() : throw new InsufficientMemoryException());
        var helpers = new Helper[3];
        Assert.Equal(1, team.Claim(helpers));
        Assert.Equal(2, team.Threads);
        team.Release(2);
        Assert.Equal(0, team.Threads);
        left = 1;
        Assert.Equal(1, team.Claim(helpers));
        team.Release(2);
        Assert.Equal(0, team.Claim(helpers));
        Assert.Equal(0, team.Threads);
    }

    private static Call Ended(NetworkEngine<Copy> engine)
    {
        var call = engine.Begin();
        call.Dispose();
        return call;
    }

    private readonly struct Copy : INetworkProgram
    {
        public static unsafe void Execute(in Frame frame)
        {
            fixed (float* from = &frame.Input<float>(0), to = &frame.Output<float>(0))
            {
                new ReadOnlySpan<float>(from, Length).CopyTo(new Span<float>(to, Length));
            }
        }
    }

    /// <summary>Weights that tell when they are freed.</summary>
    private sealed class Watched : WeightSource
    {
        private Func<bool>? _isFreed;

        public bool IsFreed => _isFreed!();

        internal override ITensorReader Open(NetworkLayout layout, bool allowOther) => throw new NotSupportedException("no tensor is read by its name.");

        internal override LoadedWeights Load(NetworkLayout layout, bool hashed = false)
        {
            var memory = new Freed(layout.WeightsBytes);
            _isFreed = () => memory.IsFreed;
            return new LoadedWeights(memory, null);
        }
    }

    private sealed unsafe class Freed : NativeBuffer
    {
        private readonly AlignedBuffer _buffer;

        public Freed(long bytes)
            : base(bytes)
        {
            _buffer = new AlignedBuffer(bytes);
            SetHandle((nint)_buffer.Pointer);
        }

        public bool IsFreed { get; private set; }

        protected override bool ReleaseHandle()
        {
            _buffer.Dispose();
            return IsFreed = true;
        }
    }
}
