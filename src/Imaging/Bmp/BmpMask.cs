using System.Numerics;

namespace MobileNetGen.Imaging.Bmp;

/// <summary>Where a channel is in a pixel of 16 or 32 bits.</summary>
internal readonly record struct BmpMask(uint Bits)
{
    private int Shift => Bits == 0 ? 0 : BitOperations.TrailingZeroCount(Bits);

    private uint Largest => Bits >> Shift;

    /// <summary>The masks of red, green, blue and opacity; without masks in the file, 5 bits a channel of 16, and 8 of 32.</summary>
    /// <exception cref="InvalidImageException">A mask has gaps.</exception>
    public static BmpMask[] Of(int bits, uint[] masks)
    {
        uint[] found = masks switch
        {
            [] => bits == 16 ? [0x7C00, 0x03E0, 0x001F, 0] : [0x00FF0000, 0x0000FF00, 0x000000FF, 0],
            [var red, var green, var blue] => [red, green, blue, 0],
            _ => masks,
        };
        var all = Array.ConvertAll(found, mask => new BmpMask(mask));
        return Array.TrueForAll(all, mask => BitOperations.IsPow2((ulong)mask.Largest + 1))
            ? all
            : throw new InvalidImageException($"a damaged BMP: bits of a channel are not next to each other in {found[0]:X8}, {found[1]:X8}, {found[2]:X8}");
    }

    /// <summary>The channel of a pixel, spread over the range of a byte.</summary>
    public byte Of(uint pixel) => Bits == 0 ? byte.MinValue : (byte)((ulong)((pixel & Bits) >> Shift) * byte.MaxValue / Largest);
}
