namespace MobileNetGen.Tool.Import;

/// <summary>
/// What the import of one file may cost, by its length. An operator that fails leaves the rest to be read, so that all that is not supported
/// is listed; a budget that is spent ends the import.
/// </summary>
internal sealed class Budget(long fileBytes)
{
    private long _fileBytes = fileBytes;
    private long _kept;
    private long _read;

    public bool IsSpent => _kept > Limits.MaxKept(_fileBytes) || _read > Limits.MaxRead(_fileBytes);

    /// <summary>Counts another file that belongs to the model.</summary>
    public void AddFile(long bytes) => _fileBytes += bytes;

    /// <summary>Counts elements that stay in memory until the import ends.</summary>
    /// <exception cref="ToolException">They are more than the file can be the reason of.</exception>
    public void Keep(long elements)
    {
        _kept += elements;
        Require();
    }

    /// <summary>Counts elements that an operator looks at.</summary>
    /// <exception cref="ToolException">They are more than the file can be the reason of.</exception>
    public void Read(long elements)
    {
        _read += elements;
        Require();
    }

    private void Require()
    {
        if (IsSpent)
        {
            throw new ToolException($"a file of {_fileBytes} bytes makes more than {Limits.MaxKept(_fileBytes)} elements, or reads its tensors too often; "
                + $"{Limits.MaxKept(_fileBytes)} are accepted.");
        }
    }
}
