using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MobileNetGen.AspNetCore.Classify;

/// <summary>The image of a request: its body, or the first file of a form.</summary>
internal static class ImageBody
{
    private const int MaxBoundary = 70;

    /// <exception cref="InferenceException">It is a form without a file, or none that can be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> Of(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(
                "multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return body;
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundary)
        {
            throw new InferenceException($"a form whose Content-Type has no boundary of 1 to {MaxBoundary} characters");
        }

        try
        {
            return await FirstFile(new MultipartReader(boundary, new MemoryStream(body.ToArray())), stop);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw new InferenceException($"a form that cannot be read: {error.Message}", error);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> FirstFile(MultipartReader form, CancellationToken stop)
    {
        while (await form.ReadNextSectionAsync(stop) is { } section)
        {
            if (section.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                using var file = new MemoryStream();
                await section.Body.CopyToAsync(file, stop);
                return file.ToArray();
            }
        }

        throw new InferenceException("a form without a file; the image is a file of the form, or the body itself");
    }
}
