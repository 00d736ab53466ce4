using MobileNetGen.Buffers;
using MobileNetGen.Engine;
using MobileNetGen.Threading;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Runs a generated network: holds its packed weights, its own or a mapped file's, which nothing changes any more, and a pool of workspaces,
/// so that any number of threads may run it at once.
/// </summary>
/// <typeparam name="TProgram">The network's blocks.</typeparam>
public sealed partial class NetworkEngine<TProgram> : IDisposable, ITracedEngine
    where TProgram : INetworkProgram
{
    private readonly NetworkLayout _layout;
    private readonly NativeBuffer _weights;
    private readonly WorkspacePool _pool;
    private readonly int _workers;

    /// <summary>Binds, folds and packs the weights.</summary>
    /// <param name="layout">What the network is.</param>
    /// <param name="weights">Where its weights come from.</param>
    /// <param name="options">How it runs; null for one thread and the widest vectors.</param>
    /// <exception cref="WeightException">The weights are malformed, not those of this network, or fail the self test that the options ask for.</exception>
    /// <exception cref="PlatformNotSupportedException">
    /// The options or the environment ask for vectors that the CPU or the network lacks, or the network has code for none that the CPU has.
    /// </exception>
    public NetworkEngine(NetworkLayout layout, WeightSource weights, NetworkOptions? options)
        : this(layout, Load(layout, weights, options ??= new NetworkOptions()), options)
    {
    }

    /// <summary>Takes weights that are packed already, which are the engine's from here on.</summary>
    internal NetworkEngine(NetworkLayout layout, LoadedWeights weights, NetworkOptions options)
    {
        _layout = layout;
        _weights = weights.Memory;
        _workers = Math.Min(options.MaxDegreeOfParallelism, Environment.ProcessorCount * WorkerTeam.MaxForEachCore);
        _pool = new WorkspacePool(CreateWorkspace);
        try
        {
            Tier = TierChoice.For(layout, options);
            if (!options.AllowOtherWeights)
            {
                weights.Origin?.CheckBelongTo(layout);
            }

            if (options.SelfTestTolerance is { } tolerance)
            {
                SelfTest().CheckAtMost(tolerance, layout.Name);
            }
        }
        catch
        {
            // Whoever called has no engine to dispose of.
            Dispose();
            throw;
        }
    }

    /// <summary>The vector width of this instance.</summary>
    public SimdTier Tier { get; }

    /// <summary>Runs a network of one input and one output in the caller's own memory.</summary>
    /// <param name="input">Exactly the input's length.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public unsafe void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        RunArguments.CheckPair(_layout, input, output);
        var workspace = Acquire();
        try
        {
            fixed (float* from = input, to = output)
            {
                workspace.Open(from, to);
                workspace.Work!.Run();
                workspace.Close(to);
            }
        }
        finally
        {
            Release(workspace);
        }
    }

    /// <summary>Runs a network of one input and one output on the caller's thread and measures its blocks.</summary>
    /// <param name="input">Exactly the input's length.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <param name="times">One for each block.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public unsafe void Profile(ReadOnlySpan<float> input, Span<float> output, Span<TimeSpan> times)
    {
        RunArguments.CheckPair(_layout, input, output);
        Lengths.Check(times.Length, _layout.BlockCount, "the list of times", nameof(times));
        var timer = new BlockTimer(_layout.BlockCount);
        var workspace = Acquire();
        try
        {
            fixed (float* from = input, to = output)
            {
                workspace.Open(from, to);
                timer.Mark(0);
                workspace.Work!.Execute(0, 1, new WorkerBarrier(timer));
                timer.Mark(0);
                workspace.Close(to);
            }
        }
        finally
        {
            Release(workspace);
        }

        timer.Read(times);
    }

    /// <summary>Runs a network of one input and one output on an image.</summary>
    /// <param name="rgb">8-bit pixels, red, green, blue: 3 × width × height bytes.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="InvalidOperationException">The description has no preprocessing.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void Run(ReadOnlySpan<byte> rgb, int width, int height, Span<float> output) => Run(PixelBuffer.Packed(rgb, width, height), output);

    /// <summary>Runs a network of one input and one output on an image.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="InvalidOperationException">The description has no preprocessing.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public unsafe void Run(PixelBuffer pixels, Span<float> output)
    {
        var preprocessing = _layout.Preprocessing
            ?? throw new InvalidOperationException(
                $"the description of {_layout.Name} has no \"preprocess\" in its input, so that pixels have no meaning; add it, or run on floats.");
        RunArguments.CheckForm(_layout, nameof(pixels), nameof(output));
        Lengths.Check(output.Length, _layout.OutputLengths[0], "the output", nameof(output));
        var workspace = Acquire();
        try
        {
            var image = workspace.OpenImage();
            ImagePreprocessor.Apply(preprocessing, pixels, image, workspace.Images);
            workspace.CloseImage(image);
            workspace.Work!.Run();
            workspace.GetOutput(0, output);
        }
        finally
        {
            Release(workspace);
        }
    }

    /// <summary>Runs a network of one input and one output on several inputs: whole ones on each worker, and together on what does not divide.</summary>
    /// <param name="inputs"><paramref name="count"/> inputs, one after the other.</param>
    /// <param name="outputs"><paramref name="count"/> outputs, one after the other.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void RunBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int count)
    {
        RunArguments.CheckBatch(_layout, inputs, outputs, count);
        ObjectDisposedException.ThrowIf(_weights.IsClosed, this);
        var (from, to) = (_layout.InputLengths[0], _layout.OutputLengths[0]);
        var whole = _workers == 1 ? 0 : count / _workers * _workers;
        if (whole > 0)
        {
            RunWhole(inputs[..(whole * from)], outputs[..(whole * to)], whole);
        }

        for (var index = whole; index < count; index++)
        {
            Run(inputs.Slice(index * from, from), outputs.Slice(index * to, to));
        }
    }

    /// <summary>Runs the network in its general form.</summary>
    /// <param name="inputs">One for each input, of exactly its length.</param>
    /// <param name="outputs">One for each output, of exactly its length.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void Run(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs)
    {
        RunArguments.CheckLists(_layout, inputs.Length, outputs);
        using var call = Begin();
        for (var index = 0; index < inputs.Length; index++)
        {
            call.SetInput(index, inputs[index].Span);
        }

        call.Execute();
        for (var index = 0; index < outputs.Length; index++)
        {
            call.GetOutput(index, outputs[index].Span);
        }
    }

    /// <summary>Starts a run in its general form; the result must be disposed of.</summary>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public Call Begin()
    {
        var workspace = Acquire();
        try
        {
            workspace.Stage();
            return new Call(workspace, _pool, _weights, _layout);
        }
        catch
        {
            // Whoever called has no call to dispose of.
            Release(workspace);
            throw;
        }
    }

    /// <summary>Runs the network on the inputs that were packed with its weights, and compares the outputs with those that were packed.</summary>
    /// <exception cref="WeightException">The weights bring no sample along.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public SelfTestResult SelfTest()
    {
        using var call = Begin();
        return SampleReplay.Compare(_layout, _weights, call);
    }

    /// <summary>Frees weights and buffers; runs under way finish first, and later ones are refused.</summary>
    public void Dispose()
    {
        _weights.Dispose();
        _pool.Dispose();
    }

    /// <summary>The weights with a sample after them, as they are packed.</summary>
    internal NativeBuffer WithSample(ReadOnlySpan<ReadOnlyMemory<float>> inputs)
    {
        using var call = Begin();
        return SampleReplay.Record(_layout, _weights, call, inputs);
    }

    /// <summary>Looks at the options first, which costs nothing.</summary>
    private static LoadedWeights Load(NetworkLayout layout, WeightSource weights, NetworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(weights);
        options.Check(nameof(options));
        return weights.Load(layout);
    }

    private unsafe void RunWhole(ReadOnlySpan<float> inputs, Span<float> outputs, int count)
    {
        var workspace = Acquire();
        try
        {
            fixed (float* from = inputs, to = outputs)
            {
                workspace.Batch!.Set(from, to, count);
                workspace.Batch.Run();
            }
        }
        finally
        {
            Release(workspace);
        }
    }

    private Workspace Acquire()
    {
        ObjectDisposedException.ThrowIf(_weights.IsClosed, this);
        var held = false;
        _weights.DangerousAddRef(ref held);
        try
        {
            return _pool.Rent();
        }
        catch
        {
            // Nobody leaves who did not enter, and the weights would be held for ever.
            _weights.DangerousRelease();
            throw;
        }
    }

    private void Release(Workspace workspace)
    {
        _pool.Return(workspace);
        _weights.DangerousRelease();
    }

    private Workspace CreateWorkspace()
    {
        var workspace = new Workspace(_layout, _workers, _weights);
        workspace.Work = new ProgramWork<TProgram>(workspace, _weights, Tier, _workers);
        workspace.Batch = new BatchWork(_layout, _pool, workspace, _workers);
        return workspace;
    }
}
