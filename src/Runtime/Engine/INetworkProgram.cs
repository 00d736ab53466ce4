namespace MobileNetGen.CompilerServices;

/// <summary>The blocks of a generated network.</summary>
public interface INetworkProgram
{
    /// <summary>
    /// Runs all blocks. Every worker of a run calls it with a frame of its own; each block does the worker's share,
    /// and <see cref="Frame.SynchronizeBetweenBlocks"/> stands between blocks.
    /// </summary>
    /// <param name="frame">What the worker sees.</param>
    static abstract void Execute(in Frame frame);
}
