namespace MobileNetGen;

/// <summary>A network of one output whose one input is an image: its description says how pixels become the input.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface IImageNetwork<TSelf> : ITensorNetwork<TSelf>
    where TSelf : IImageNetwork<TSelf>
{
    /// <summary>Runs the network on an image, prepared as the description says.</summary>
    /// <param name="rgb">8-bit pixels, red, green, blue, row after row: 3 × width × height bytes.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    /// <param name="output">As long as the output.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void Run(ReadOnlySpan<byte> rgb, int width, int height, Span<float> output);

    /// <summary>Runs the network on an image in any format and orientation, prepared as the description says.</summary>
    /// <param name="pixels">The image.</param>
    /// <param name="output">As long as the output.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void Run(PixelBuffer pixels, Span<float> output);
}
