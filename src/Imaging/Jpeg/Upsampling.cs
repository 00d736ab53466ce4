namespace MobileNetGen.Imaging.Jpeg;

/// <summary>
/// Brings the rows of a component to the image's resolution. Half of the resolution is interpolated with a triangle filter, anything else is repeated:
/// what libjpeg-turbo calls "fancy upsampling", with its roundings.
/// </summary>
internal readonly struct Upsampling
{
    /// <summary>Narrower planes are repeated.</summary>
    private const int MinInterpolated = 3;

    private readonly JpegComponent _component;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _interpolatesRows;
    private readonly bool _interpolatesColumns;
    private readonly int[] _sums;

    /// <exception cref="InvalidImageException">A sample of the component would cover a part of a pixel.</exception>
    public Upsampling(JpegFrame frame, JpegComponent component)
    {
        if (frame.MaxAcross % component.Across != 0 || frame.MaxDown % component.Down != 0)
        {
            throw new InvalidImageException(
                $"a JPEG whose component {component.Id} has {component.Across} × {component.Down} samples for {frame.MaxAcross} × {frame.MaxDown} pixels; "
                + "whole pixels for each sample are accepted");
        }

        (_component, _across, _down) = (component, frame.MaxAcross / component.Across, frame.MaxDown / component.Down);
        _interpolatesColumns = _across == 2 && _down <= 2 && component.Width >= MinInterpolated;
        _interpolatesRows = _down == 2 && (_across == 1 || _interpolatesColumns);
        _sums = _interpolatesRows ? new int[component.Width] : [];
    }

    /// <summary>Writes a row.</summary>
    /// <param name="row">Which, in the image.</param>
    /// <param name="samples">Room for the image's width, rounded up to whole samples of the component.</param>
    public void Write(int row, Span<byte> samples)
    {
        var line = Line(row / _down);
        if (_interpolatesRows)
        {
            Mixed(line, Line((row / _down) + ((row & 1) == 0 ? -1 : 1)), row & 1, samples);
        }
        else if (_interpolatesColumns)
        {
            Widened(line, samples);
        }
        else if (_across == 1)
        {
            line.CopyTo(samples);
        }
        else
        {
            for (var index = 0; index < line.Length; index++)
            {
                samples.Slice(index * _across, _across).Fill(line[index]);
            }
        }
    }

    /// <summary>The image's part of a row of the component; beyond its edges, the row at the edge.</summary>
    private ReadOnlySpan<byte> Line(int row) => _component.Plane.AsSpan(Math.Clamp(row, 0, _component.Height - 1) * _component.Stride, _component.Width);

    /// <summary>Three parts of the nearer row and one of the other, then the same across.</summary>
    private void Mixed(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int half, Span<byte> samples)
    {
        far = far[..near.Length];
        if (!_interpolatesColumns)
        {
            for (var index = 0; index < near.Length; index++)
            {
                samples[index] = (byte)(((3 * near[index]) + far[index] + 1 + half) >> 2);
            }

            return;
        }

        var sums = _sums.AsSpan(0, near.Length);
        for (var index = 0; index < near.Length; index++)
        {
            sums[index] = (3 * near[index]) + far[index];
        }

        samples = samples[..(2 * sums.Length)];
        samples[0] = (byte)(((4 * sums[0]) + 8) >> 4);
        for (var index = 1; index < sums.Length; index++)
        {
            samples[(2 * index) - 1] = (byte)(((3 * sums[index - 1]) + sums[index] + 7) >> 4);
            samples[2 * index] = (byte)(((3 * sums[index]) + sums[index - 1] + 8) >> 4);
        }

        samples[^1] = (byte)(((4 * sums[^1]) + 7) >> 4);
    }

    private static void Widened(ReadOnlySpan<byte> line, Span<byte> samples)
    {
        samples = samples[..(2 * line.Length)];
        samples[0] = line[0];
        for (var index = 1; index < line.Length; index++)
        {
            samples[(2 * index) - 1] = (byte)(((3 * line[index - 1]) + line[index] + 2) >> 2);
            samples[2 * index] = (byte)(((3 * line[index]) + line[index - 1] + 1) >> 2);
        }

        samples[^1] = line[^1];
    }
}
