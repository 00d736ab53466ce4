namespace MobileNetGen.Imaging.Jpeg;

/// <summary>Decodes the coefficients of blocks: all of them at once (T.81, F.2), or those bits that a progressive scan brings (T.81, G.2).</summary>
internal ref struct BlockDecoder(ReadOnlySpan<byte> file, int start, bool isProgressive, ScanHeader scan)
{
    /// <summary>What 16 bits hold of a first coefficient.</summary>
    private const int MaxCategory = 15;

    private const int RunOfZeros = 15;

    private readonly ScanHeader _scan = scan;
    private BitReader _bits = new(file, start);

    /// <summary>Blocks to come in which nothing new begins.</summary>
    private int _emptyBlocks;

    public readonly bool IsOverrun => _bits.IsOverrun;

    public readonly int Position => _bits.Position;

    public readonly int UnusedBytes => _bits.UnusedBytes;

    public void Restart(int position)
    {
        _bits.Restart(position);
        _emptyBlocks = 0;
        Array.ForEach(_scan.Parts, part => part.Predictor = 0);
    }

    /// <returns>False if the bits are no block.</returns>
    public bool Decode(ScanComponent part, int row, int column)
    {
        if (!isProgressive)
        {
            return Whole(part, row, column);
        }

        var component = part.Component;
        var block = component.Coefficients.AsSpan(((row * component.PaddedAcross) + column) * ZigZag.Length, ZigZag.Length);
        return (_scan.First, _scan.IsRefinement) switch
        {
            (0, false) => First(part, block),
            (0, true) => RefineFirst(block),
            (_, false) => Others(part, block),
            _ => RefineOthers(part, block),
        };
    }

    private bool Whole(ScanComponent part, int row, int column)
    {
        Span<short> block = stackalloc short[ZigZag.Length];
        block.Clear();
        if (!First(part, block))
        {
            return false;
        }

        var last = 0;
        for (var index = 1; index < ZigZag.Length; index++)
        {
            _bits.Ensure32();
            var symbol = part.Ac.Next(ref _bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros != RunOfZeros)
            {
                if (zeros != 0)
                {
                    return false;
                }

                break;
            }

            index += zeros;
            if (size == 0)
            {
                continue;
            }

            if (symbol < 0 || index >= ZigZag.Length)
            {
                return false;
            }

            last = index;
            block[ZigZag.Order[index]] = (short)_bits.TakeSigned(size);
        }

        var component = part.Component;
        var samples = component.Plane.AsSpan((row * JpegComponent.Side * component.Stride) + (column * JpegComponent.Side));
        InverseDct.Write(block, last == 0, component.Quantisation!, samples, component.Stride);
        return true;
    }

    private bool First(ScanComponent part, scoped Span<short> block)
    {
        _bits.Ensure32();
        var category = part.Dc.Next(ref _bits);
        if (category is < 0 or > MaxCategory)
        {
            return false;
        }

        part.Predictor += _bits.TakeSigned(category);
        block[0] = (short)(part.Predictor << _scan.LowBit);
        return true;
    }

    private bool RefineFirst(Span<short> block)
    {
        _bits.Ensure32();
        block[0] |= (short)(_bits.Take(1) << _scan.LowBit);
        return true;
    }

    private bool Others(ScanComponent part, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return true;
        }

        for (var index = _scan.First; index <= _scan.Last; index++)
        {
            _bits.Ensure32();
            var symbol = part.Ac.Next(ref _bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && zeros != RunOfZeros)
            {
                _emptyBlocks = EmptyBlocks(zeros) - 1;
                break;
            }

            index += zeros;
            if (size > 0)
            {
                if (symbol < 0 || index > _scan.Last)
                {
                    return false;
                }

                block[ZigZag.Order[index]] = (short)(_bits.TakeSigned(size) << _scan.LowBit);
            }
        }

        return true;
    }

    /// <summary>How many blocks, this one included, have nothing more: a power of two, and as many bits as its exponent.</summary>
    private int EmptyBlocks(int exponent) => exponent == 0 ? 1 : (1 << exponent) + _bits.Take(exponent);

    /// <summary>Each coefficient that is known gets one bit more; those that begin come in runs of those that do not.</summary>
    private bool RefineOthers(ScanComponent part, Span<short> block)
    {
        var index = _scan.First;
        for (; index <= _scan.Last && _emptyBlocks == 0; index++)
        {
            _bits.Ensure32();
            var symbol = part.Ac.Next(ref _bits);
            var (zeros, size) = (symbol >> 4, symbol & 15);
            if (symbol < 0 || size > 1)
            {
                return false;
            }

            if (size == 0 && zeros != RunOfZeros)
            {
                _emptyBlocks = EmptyBlocks(zeros);
                break;
            }

            var value = size == 0 ? 0 : (_bits.Take(1) == 1 ? 1 : -1) << _scan.LowBit;
            index = RefineUntil(block, index, zeros);
            if (value != 0)
            {
                if (index > _scan.Last)
                {
                    return false;
                }

                block[ZigZag.Order[index]] = (short)value;
            }
        }

        if (_emptyBlocks > 0)
        {
            RefineUntil(block, index, ZigZag.Length);
            _emptyBlocks--;
        }

        return true;
    }

    /// <summary>Refines what is known, past so many coefficients that are not.</summary>
    /// <returns>The place of the next that is not known.</returns>
    private int RefineUntil(Span<short> block, int index, int zeros)
    {
        for (; index <= _scan.Last; index++)
        {
            ref var coefficient = ref block[ZigZag.Order[index]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }

                continue;
            }

            _bits.Ensure32();
            if (_bits.Take(1) == 1 && (coefficient & (1 << _scan.LowBit)) == 0)
            {
                coefficient += (short)(coefficient > 0 ? 1 << _scan.LowBit : -(1 << _scan.LowBit));
            }
        }

        return index;
    }
}
