namespace MobileNetGen.Imaging.Jpeg;

/// <summary>The second byte of a marker (ITU-T T.81, table B.1).</summary>
internal static class Marker
{
    public const byte BaselineFrame = 0xC0;
    public const byte ExtendedFrame = 0xC1;
    public const byte ProgressiveFrame = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantisationTables = 0xDB;
    public const byte NumberOfLines = 0xDC;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;
    public const byte Temporary = 0x01;

    /// <summary>True for the markers that begin a frame, whatever its process.</summary>
    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or ArithmeticConditioning or 0xC8);

    /// <summary>True for markers that no length follows.</summary>
    public static bool StandsAlone(byte marker) => marker is Temporary or StartOfImage or (>= FirstRestart and <= LastRestart);

    /// <summary>What a frame is whose process is not decoded.</summary>
    public static string Process(byte frame) => frame switch
    {
        0xC3 => "a lossless JPEG",
        0xC5 or 0xC6 or 0xC7 => "a hierarchical JPEG",
        0xC9 or 0xCA => "a JPEG with arithmetic coding",
        0xCB => "a lossless JPEG with arithmetic coding",
        _ => "a hierarchical JPEG with arithmetic coding",
    };
}
