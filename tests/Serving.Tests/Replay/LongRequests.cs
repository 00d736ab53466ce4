using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>Long requests, of which the recordings have the beginning: the values follow a rule, and so does the end.</summary>
internal static class LongRequests
{
    /// <summary>Values of an image of 224 × 224 pixels.</summary>
    private const int Image = 224 * 224 * 3;

    public static byte[] Whole(Recording call)
    {
        var start = call.Requests[0];
        if (call.Length is not { } length)
        {
            return start;
        }

        if (call.Name.EndsWith("deep-nesting", StringComparison.Ordinal))
        {
            return [.. start, .. Enumerable.Repeat((byte)'[', length - start.Length)];
        }

        if (!call.Name.EndsWith("json", StringComparison.Ordinal))
        {
            // Raw values to the end.
            return [
                .. start.AsSpan(0, length - (Image * sizeof(float))), .. MemoryMarshal.AsBytes(Enumerable.Range(0, Image).Select(Value).ToArray().AsSpan())];
        }

        var text = Encoding.UTF8.GetString(start);
        var values = string.Join(',', Enumerable.Range(0, Image).Select(index => Value(index).ToString("0.0###", CultureInfo.InvariantCulture)));
        var head = text[..(text.IndexOf("\"data\":[", StringComparison.Ordinal) + 8)];
        var whole = head + values + """]}],"outputs":[{"name":"sums","parameters":{"binary_data":false}}]}""";
        return whole.Length == length
            ? Encoding.UTF8.GetBytes(whole)
            : throw new InvalidOperationException($"{call.Name}: {whole.Length} bytes in place of {length}");
    }

    private static float Value(int index) => (((index * 37) % 61) - 30) / 16f;
}
