using System.Buffers.Binary;
using MobileNetGen.Imaging.Orienting;

namespace MobileNetGen.Imaging.Jpeg;

/// <summary>Decodes JPEG files: sequential and progressive, 8 bits, Huffman coding (ITU-T T.81, JFIF, Adobe's colours, EXIF orientation).</summary>
internal ref struct JpegDecoder
{
    /// <summary>A progressive image has about ten scans. Each takes time for all of the image, however few bytes it has.</summary>
    private const int MaxScans = 200;

    private readonly ReadOnlySpan<byte> _file;
    private readonly ImageLimits _limits;
    private readonly ImageMemory _memory;
    private readonly JpegTables _tables = new();
    private int _next = 2;
    private int _scans;
    private bool _hasJfif;
    private int? _adobeTransform;
    private Orientation? _exif;
    private Orientation? _xmp;
    private JpegFrame? _frame;

    private JpegDecoder(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        _file = file;
        _limits = limits;
        _memory = memory;
    }

    /// <exception cref="InvalidImageException">The file is cut, damaged, too large, or uses what is not accepted.</exception>
    public static (RgbImage Image, Orientation Orientation) Decode(ReadOnlySpan<byte> file, ImageLimits limits, ImageMemory memory)
    {
        var decoder = new JpegDecoder(file, limits, memory);
        decoder.Read();
        return (decoder.Picture(), decoder._exif ?? decoder._xmp ?? Orientation.Upright);
    }

    /// <summary>Marker by marker, up to that of the end; what comes after it is not the image's.</summary>
    private void Read()
    {
        for (var marker = NextMarker(); marker != Marker.EndOfImage; marker = NextMarker())
        {
            if (Marker.StandsAlone(marker))
            {
                continue;
            }

            var segment = Segment(marker);
            switch (marker)
            {
                case Marker.BaselineFrame or Marker.ExtendedFrame or Marker.ProgressiveFrame:
                    Frame(segment, marker == Marker.ProgressiveFrame);
                    break;
                case var frame when Marker.IsFrame(frame):
                    throw new InvalidImageException($"{Marker.Process(frame)}; sequential and progressive JPEGs with Huffman coding are accepted");
                case Marker.QuantisationTables:
                    _tables.DefineQuantisation(segment);
                    break;
                case Marker.HuffmanTables:
                    _tables.DefineHuffman(segment);
                    break;
                case Marker.RestartInterval:
                    _tables.DefineRestartInterval(segment);
                    break;
                case Marker.StartOfScan:
                    Scan(segment);
                    break;
                default:
                    Application(marker, segment);
                    break;
            }
        }
    }

    /// <summary>Finds the next marker; any number of fill bytes may be before it, and encoders leave others after a scan's data.</summary>
    private byte NextMarker()
    {
        while (_next < _file.Length)
        {
            var found = _file[_next..].IndexOf((byte)0xFF);
            _next = found < 0 ? _file.Length : _next + found + 1;
            if (_next < _file.Length && _file[_next] is not (0 or 0xFF))
            {
                return _file[_next++];
            }
        }

        throw new InvalidImageException("a cut JPEG: the marker of its end is missing");
    }

    private ReadOnlySpan<byte> Segment(byte marker)
    {
        var length = _next + 2 <= _file.Length ? BinaryPrimitives.ReadUInt16BigEndian(_file[_next..]) : 0;
        if (length < 2 || _next + length > _file.Length)
        {
            throw new InvalidImageException(
                $"a cut or damaged JPEG: the segment FF {marker:X2} at byte {_next - 2} does not end within the file's {_file.Length} bytes");
        }

        var segment = _file[(_next + 2)..(_next + length)];
        _next += length;
        return segment;
    }

    private void Frame(ReadOnlySpan<byte> segment, bool isProgressive)
    {
        if (_frame is not null)
        {
            throw new InvalidImageException("a damaged JPEG: a second frame begins");
        }

        _frame = JpegFrame.Read(segment, isProgressive, _limits);
        _frame.Allocate(_file.Length - _next, _memory);
    }

    private void Scan(ReadOnlySpan<byte> segment)
    {
        if (_frame is null)
        {
            throw new InvalidImageException("a damaged JPEG: a scan comes before the frame's header");
        }

        if (++_scans > MaxScans)
        {
            throw new InvalidImageException($"a JPEG of more than {MaxScans} scans; up to {MaxScans} are accepted");
        }

        var scan = ScanHeader.Read(segment, _frame, _tables);
        _next = new ScanDecoder(_file, _next, _frame, scan, _tables.RestartInterval).Decode();
    }

    private void Application(byte marker, ReadOnlySpan<byte> segment)
    {
        if (marker == Marker.App0 && segment.StartsWith("JFIF\0"u8))
        {
            _hasJfif = true;
        }
        else if (marker == Marker.App14 && segment.StartsWith("Adobe"u8) && segment.Length >= 12)
        {
            _adobeTransform = segment[11];
        }
        else if (marker == Marker.App1 && segment.StartsWith("Exif\0"u8) && segment.Length > 6)
        {
            _exif ??= Exif.Read(segment[6..]);
        }
        else if (marker == Marker.App1 && segment.StartsWith("http://ns.adobe.com/xap/1.0/\0"u8))
        {
            _xmp ??= Xmp.Read(segment);
        }
    }

    private readonly RgbImage Picture()
    {
        var frame = _frame ?? throw new InvalidImageException("a damaged JPEG: it has no frame");
        if (Array.Find(frame.Components, component => !component.IsComplete) is { } missing)
        {
            throw new InvalidImageException($"a cut or damaged JPEG: its {_scans} scans do not bring all of component {missing.Id}");
        }

        return JpegPicture.Of(frame, JpegColour.Of(frame, _hasJfif, _adobeTransform), _memory);
    }
}
