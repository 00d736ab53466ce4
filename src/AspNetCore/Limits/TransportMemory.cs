using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>
/// What Kestrel receives into: blocks as long as a frame of HTTP/2, four times as long as its own, since a picture's tensor comes in 600 KB and each block
/// is a call of the system. A connection that waits has none.
/// </summary>
internal sealed class TransportMemory : IMemoryPoolFactory<byte>
{
    private const int BlockBytes = 1 << 14;

    /// <summary>Blocks that are kept for later; the collector takes the others.</summary>
    private const int MaxKept = 256;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentQueue<Block> _free = new();

        public override int MaxBufferSize => BlockBytes;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
            var block = _free.TryDequeue(out var free) ? free : new Block(this);
            block.Lend();
            return block;
        }

        public void Return(Block block)
        {
            if (_free.Count < MaxKept)
            {
                _free.Enqueue(block);
            }
        }

        protected override void Dispose(bool disposing) => _free.Clear();
    }

    private sealed class Block(Pool pool) : IMemoryOwner<byte>
    {
        private int _isLent;

        /// <summary>Never moved, so that the system's calls need not pin it.</summary>
        public Memory<byte> Memory { get; } =
            MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Lend() => _isLent = 1;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLent, 0) == 1)
            {
                pool.Return(this);
            }
        }
    }
}
