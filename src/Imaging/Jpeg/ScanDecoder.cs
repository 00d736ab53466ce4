namespace MobileNetGen.Imaging.Jpeg;

/// <summary>Decodes the blocks of one scan, MCU by MCU.</summary>
internal ref struct ScanDecoder
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly JpegFrame _frame;
    private readonly ScanHeader _scan;
    private readonly int _restartInterval;
    private BlockDecoder _blocks;
    private int _restarts;

    public ScanDecoder(ReadOnlySpan<byte> file, int start, JpegFrame frame, ScanHeader scan, int restartInterval)
    {
        _file = file;
        (_frame, _scan, _restartInterval) = (frame, scan, restartInterval);
        _blocks = new BlockDecoder(file, start, frame.IsProgressive, scan);
    }

    /// <returns>Where the scan's data end.</returns>
    /// <exception cref="InvalidImageException">The data end too early, or are damaged.</exception>
    public int Decode()
    {
        // A component alone comes block by block, without those that only fill up MCUs.
        var alone = _scan.Parts.Length == 1 ? _scan.Parts[0] : null;
        var across = alone?.Component.BlocksAcross ?? _frame.McusAcross;
        var down = alone?.Component.BlocksDown ?? _frame.McusDown;
        for (var (row, untilRestart) = (0, _restartInterval); row < down; row++)
        {
            for (var column = 0; column < across; column++, untilRestart--)
            {
                if (_restartInterval > 0 && untilRestart == 0)
                {
                    Restart();
                    untilRestart = _restartInterval;
                }

                var isGood = alone is null ? Mcu(row, column) : _blocks.Decode(alone, row, column);
                if (!isGood || _blocks.IsOverrun)
                {
                    throw Broken(row, down);
                }
            }
        }

        return _blocks.Position;
    }

    private bool Mcu(int row, int column)
    {
        foreach (var part in _scan.Parts)
        {
            var (across, down) = (part.Component.Across, part.Component.Down);
            for (var block = 0; block < across * down; block++)
            {
                if (!_blocks.Decode(part, (row * down) + (block / across), (column * across) + (block % across)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>An interval ends with the next of the eight restart markers, and nothing is left of it.</summary>
    private void Restart()
    {
        var expected = (byte)(Marker.FirstRestart + (_restarts++ & 7));
        var place = _blocks.Position;
        while (place + 1 < _file.Length && _file[place] == 0xFF && _file[place + 1] == 0xFF)
        {
            place++;
        }

        if (_blocks.UnusedBytes > 0 || place + 1 >= _file.Length || _file[place] != 0xFF || _file[place + 1] != expected)
        {
            throw new InvalidImageException($"a cut or damaged JPEG: restart interval {_restarts} of a scan does not end with its marker, at byte {place}");
        }

        _blocks.Restart(place + 2);
    }

    private readonly InvalidImageException Broken(int row, int rows) => new(_blocks.IsOverrun
        ? $"a cut or damaged JPEG: a scan ends in row {row + 1} of its {rows} rows of blocks, at byte {_blocks.Position}"
        : $"a damaged JPEG: row {row + 1} of a scan's {rows} rows of blocks cannot be decoded, before byte {_blocks.Position}");
}
