namespace MobileNetGen.Imaging;

/// <summary>Arrays that images are decoded into, one after the other. For one thread at a time.</summary>
internal sealed class ImageMemory
{
    private readonly ReusedArrays<byte> _bytes = new();
    private readonly ReusedArrays<short> _shorts = new();

    /// <summary>Takes back what the last image has. What it had no use for is left to the collector, so that one huge image is not kept for ever.</summary>
    public void Reuse()
    {
        _bytes.Reuse();
        _shorts.Reuse();
    }

    /// <summary>So many zeros at least.</summary>
    public byte[] Bytes(int length) => _bytes.Take(length);

    /// <summary>So many zeros at least.</summary>
    public short[] Shorts(int length) => _shorts.Take(length);

    private sealed class ReusedArrays<T>
    {
        /// <summary>An array that is longer than this many times what is wanted is not taken for it.</summary>
        private const int MaxSlack = 4;

        private readonly List<T[]> _free = [];
        private readonly List<T[]> _taken = [];

        public void Reuse()
        {
            _free.Clear();
            _free.AddRange(_taken);
            _taken.Clear();
        }

        public T[] Take(int length)
        {
            var array = _free.Where(one => one.Length >= length && one.Length / MaxSlack <= length).MinBy(one => one.Length);
            if (array is null)
            {
                array = new T[length];
            }
            else
            {
                _free.Remove(array);
                Array.Clear(array, 0, length);
            }

            _taken.Add(array);
            return array;
        }
    }
}
