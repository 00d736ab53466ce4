using MobileNetGen.Buffers;
using MobileNetGen.Engine;

namespace MobileNetGen.CompilerServices;

/// <summary>One run in its general form: inputs in, <see cref="Execute"/>, outputs out, <see cref="Dispose"/>.</summary>
public readonly ref struct Call
{
    private readonly Workspace _workspace;
    private readonly WorkspacePool _pool;
    private readonly NativeBuffer _weights;
    private readonly NetworkLayout _layout;
    private readonly long _use;

    internal Call(Workspace workspace, WorkspacePool pool, NativeBuffer weights, NetworkLayout layout)
    {
        _workspace = workspace;
        _pool = pool;
        _weights = weights;
        _layout = layout;
        _use = workspace.BeginUse();
    }

    /// <summary>Copies an input in.</summary>
    /// <param name="index">Which input.</param>
    /// <param name="values">Exactly its length.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    public void SetInput(int index, ReadOnlySpan<float> values)
    {
        CheckInUse();
        Lengths.Check(values.Length, _layout.InputLengths[index], "input", index, nameof(values));
        _workspace.SetInput(index, values);
    }

    /// <summary>Copies an input in.</summary>
    /// <param name="index">Which input.</param>
    /// <param name="elements">Exactly its elements, of the network's own type, as bytes.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    public void SetRaw(int index, ReadOnlySpan<byte> elements)
    {
        CheckInUse();
        Lengths.Check(elements.Length, _layout.InputBytes(index), "input", index, nameof(elements));
        _workspace.SetRaw(index, elements);
    }

    /// <summary>Copies an output out.</summary>
    /// <param name="index">Which output.</param>
    /// <param name="elements">Exactly its elements, of the network's own type, as bytes.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    public void GetRaw(int index, Span<byte> elements)
    {
        CheckInUse();
        Lengths.Check(elements.Length, _layout.OutputBytes(index), "output", index, nameof(elements));
        _workspace.GetRaw(index, elements);
    }

    /// <summary>Runs the network on what <see cref="SetInput"/> copied.</summary>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    public void Execute()
    {
        CheckInUse();
        _workspace.Work!.Run();
    }

    /// <summary>Copies an output out.</summary>
    /// <param name="index">Which output.</param>
    /// <param name="values">Exactly its length.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="ObjectDisposedException">The call was disposed of.</exception>
    public void GetOutput(int index, Span<float> values)
    {
        CheckInUse();
        Lengths.Check(values.Length, _layout.OutputLengths[index], "output", index, nameof(values));
        _workspace.GetOutput(index, values);
    }

    /// <summary>Gives the memory back, once however often it is called, and on whichever copy.</summary>
    public void Dispose()
    {
        if (_workspace is not null && _workspace.EndUse(_use))
        {
            _pool.Return(_workspace);
            _weights.DangerousRelease();
        }
    }

    private void CheckInUse() => ObjectDisposedException.ThrowIf(_workspace is null || !_workspace.IsInUse(_use), typeof(Call));
}
