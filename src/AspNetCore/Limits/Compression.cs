using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>Bodies that clients compressed as a whole.</summary>
internal static class Compression
{
    /// <exception cref="InferenceException">The client used a coding that is not known.</exception>
    public static Stream Open(HttpRequest request)
    {
        var coding = request.Headers.ContentEncoding.ToString().Trim();
        return coding.ToLowerInvariant() switch
        {
            "" or "identity" => request.Body,
            "gzip" or "x-gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(request.Body, CompressionMode.Decompress),
            "br" => new BrotliStream(request.Body, CompressionMode.Decompress),
            _ => throw new InferenceException($"the body's Content-Encoding is '{DisplayText.Of(coding)}'; gzip, deflate and br are understood"),
        };
    }

    /// <exception cref="InferenceException">The body is not compressed as its header says.</exception>
    public static async ValueTask<int> Read(Stream content, Memory<byte> chunk, CancellationToken stop)
    {
        try
        {
            return await content.ReadAsync(chunk, stop);
        }
        catch (Exception error) when (error is InvalidDataException || (content is BrotliStream && error is InvalidOperationException))
        {
            throw new InferenceException("the body is not compressed as its Content-Encoding says", error);
        }
    }
}
