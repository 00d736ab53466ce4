using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>A request over HTTP that is answered within its deadline, or told why there is no answer.</summary>
internal readonly struct RestCall(HttpContext context, CancellationToken gone)
{
    private readonly HttpContext _context = context;
    private readonly CancellationToken _gone = gone;

    public async Task Answer(Func<InferenceServer, CancellationToken, Task> answer)
    {
        var context = _context;
        var server = context.RequestServices.GetRequiredService<InferenceServer>();
        using var deadline = new Deadline(server.Options, _gone);
        try
        {
            RequireExactPath(context.Request);
            await answer(server, deadline.Token);
        }
        catch (Exception error) when (!context.Response.HasStarted && Refusal.Of(error, deadline) is { } refusal)
        {
            await RestAnswers.Refuse(context, refusal.Status, refusal.Reason);
        }
        catch (Exception error) when (!context.Response.HasStarted && error is not (OperationCanceledException or ConnectionResetException))
        {
            // A fault here, and none of the client's: the log has it.
            server.LogFault(context.Request.Path, error);
            await RestAnswers.Refuse(context, StatusCodes.Status500InternalServerError, "the server failed; its log says why");
        }
    }

    /// <summary>Addresses have no slash at their end, which routing would not mind.</summary>
    private static void RequireExactPath(HttpRequest request)
    {
        if (request.Path.Value is { Length: > 1 } path && path.EndsWith('/'))
        {
            throw new ModelNotFoundException($"nothing is at '{DisplayText.Of(path)}'");
        }
    }
}
