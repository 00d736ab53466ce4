using System.Globalization;
using Microsoft.AspNetCore.Http;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>
/// Runs a model. The body is JSON, or JSON with raw bytes after it, whatever type of content the client names, since clients name any or none.
/// </summary>
internal static class InferEndpoint
{
    private const string JsonLength = "Inference-Header-Content-Length";

    public static Task InferNewest(HttpContext context, string model, CancellationToken gone) => Infer(context, model, null, gone);

    public static Task Infer(HttpContext context, string model, string? version, CancellationToken gone) =>
        new RestCall(context, gone).Answer(async (server, deadline) =>
    {
        var served = server.Models.Find(model, version);
        using var body = await server.Bodies.Read(context.Request, deadline);
        var bytes = body.Bytes;
        var header = context.Request.Headers[JsonLength].ToString();
        await RestAnswers.Write(context, await server.Run(served, () => Infer(served, header, bytes), deadline));
    });

    private static InferenceAnswer Infer(ServedModel model, string header, ReadOnlyMemory<byte> body)
    {
        var request = Read(model, header, body);
        return AnswerWriter.Write(model, request, model.Model.Infer(request.Inputs));
    }

    private static InferenceRequest Read(ServedModel model, string header, ReadOnlyMemory<byte> body)
    {
        if (header.Length == 0)
        {
            return RequestReader.Read(model, body, default);
        }

        if (!int.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > body.Length)
        {
            throw new InferenceException(
                $"the header {JsonLength} is '{DisplayText.Of(header)}'; it is a length of JSON within the body's {body.Length} bytes");
        }

        // No JSON at all: the body is the input, as Triton has it.
        return length == 0 ? RequestReader.ReadRaw(model, body) : RequestReader.Read(model, body[..length], body[length..]);
    }
}
