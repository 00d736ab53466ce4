namespace MobileNetGen;

/// <summary>What each byte becomes in each channel.</summary>
internal sealed class NormalisedBytes
{
    private const int Levels = 256;

    private ImagePreprocessing? _prepared;
    private float[] _table = [];

    /// <summary>The floats of a channel, by the byte.</summary>
    public ReadOnlySpan<float> Of(int channel) => _table.AsSpan(channel * Levels, Levels);

    /// <summary>Prepares the table; nothing happens if it is prepared already.</summary>
    public void Prepare(ImagePreprocessing how)
    {
        if (ReferenceEquals(_prepared, how))
        {
            return;
        }

        _prepared = null;
        var table = Grown.To(ref _table, how.Channels * Levels);
        for (var index = 0; index < table.Length; index++)
        {
            table[index] = how.Normalise(index % Levels, index / Levels);
        }

        _prepared = how;
    }
}
