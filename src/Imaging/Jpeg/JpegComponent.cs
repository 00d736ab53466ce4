namespace MobileNetGen.Imaging.Jpeg;

/// <summary>One of the planes that a JPEG consists of, at its own resolution.</summary>
internal sealed class JpegComponent(int id, int across, int down, int quantisationSlot)
{
    public const int Side = 8;

    public int Id => id;

    /// <summary>Samples in a row for each <see cref="JpegFrame.MaxAcross"/> pixels.</summary>
    public int Across => across;

    /// <summary>Samples in a column for each <see cref="JpegFrame.MaxDown"/> pixels.</summary>
    public int Down => down;

    public int QuantisationSlot => quantisationSlot;

    /// <summary>Samples that belong to the image.</summary>
    public int Width { get; private set; }

    /// <summary>Rows that belong to the image.</summary>
    public int Height { get; private set; }

    /// <summary>Blocks that have samples of the image; scans of this component alone have these.</summary>
    public int BlocksAcross => Division.RoundingUp(Width, Side);

    /// <summary>Rows of blocks that have samples of the image.</summary>
    public int BlocksDown => Division.RoundingUp(Height, Side);

    /// <summary>Blocks in a row of whole MCUs.</summary>
    public int PaddedAcross { get; private set; }

    /// <summary>Rows of blocks in whole MCUs.</summary>
    public int PaddedDown { get; private set; }

    /// <summary>Samples, <see cref="Stride"/> a row.</summary>
    public byte[] Plane { get; private set; } = [];

    public int Stride => PaddedAcross * Side;

    /// <summary>Of a progressive image: 64 coefficients of each block, in rows.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The divisors that were in force when the first scan of this component began.</summary>
    public int[]? Quantisation { get; set; }

    /// <summary>What is known of each coefficient, in the file's order: the number of low bits that are missing, or −1 for nothing.</summary>
    public int[] MissingBits { get; } = [.. Enumerable.Repeat(-1, ZigZag.Length)];

    /// <summary>True when each coefficient is known to its last bit.</summary>
    public bool IsComplete => Array.TrueForAll(MissingBits, bits => bits == 0);

    public void Measure(JpegFrame frame)
    {
        Width = Division.RoundingUp(frame.Width * across, frame.MaxAcross);
        Height = Division.RoundingUp(frame.Height * down, frame.MaxDown);
        PaddedAcross = frame.McusAcross * across;
        PaddedDown = frame.McusDown * down;
    }

    public void Allocate(bool progressive, ImageMemory memory)
    {
        Plane = memory.Bytes(Stride * PaddedDown * Side);
        Coefficients = progressive ? memory.Shorts(PaddedAcross * PaddedDown * ZigZag.Length) : [];
    }
}
