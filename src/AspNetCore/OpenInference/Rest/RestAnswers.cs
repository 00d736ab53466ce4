using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>How the protocol answers over HTTP: JSON with a length, and <c>{"error"}</c> where there is no answer.</summary>
internal static class RestAnswers
{
    /// <summary>Clients read the message of an error only from exactly this type, without a charset.</summary>
    private const string ContentType = "application/json";

    /// <summary>An answer is no page: nothing but what JSON itself needs is escaped.</summary>
    private static readonly JsonWriterOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task Write(HttpContext context, Action<Utf8JsonWriter> write) => Write(context, StatusCodes.Status200OK, write);

    public static async Task Write(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        context.Response.StatusCode = status;
        await Write(context, Json(write));
    }

    /// <summary>An answer of JSON alone.</summary>
    public static InferenceAnswer Json(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, s_readable))
        {
            write(writer);
        }

        return new InferenceAnswer(json.WrittenMemory, []);
    }

    public static async Task Write(HttpContext context, InferenceAnswer answer)
    {
        var response = context.Response;
        response.ContentType = answer.Raw.Count == 0 ? ContentType : "application/octet-stream";
        response.ContentLength = answer.Length;
        if (answer.Raw.Count > 0)
        {
            response.Headers["Inference-Header-Content-Length"] = answer.Json.Length.ToString(CultureInfo.InvariantCulture);
        }

        await response.Body.WriteAsync(answer.Json, context.RequestAborted);
        foreach (var part in answer.Raw)
        {
            await response.Body.WriteAsync(part, context.RequestAborted);
        }
    }

    public static Task Refuse(HttpContext context, int status, string reason)
    {
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return Write(context, status, json =>
        {
            json.WriteStartObject();
            json.WriteString("error"u8, reason);
            json.WriteEndObject();
        });
    }
}
