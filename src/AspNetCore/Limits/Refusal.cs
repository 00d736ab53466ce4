using Microsoft.AspNetCore.Http;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>Why a request has no answer: the status of HTTP, and a sentence for the client.</summary>
internal readonly record struct Refusal(int Status, string Reason)
{
    /// <summary>What an exception means for the client; null if it is none of the client's business, but a fault here.</summary>
    public static Refusal? Of(Exception error, Deadline deadline) => error switch
    {
        ModelNotFoundException => new(StatusCodes.Status404NotFound, error.Message),
        InferenceException => new(StatusCodes.Status400BadRequest, error.Message),
        BusyException => new(StatusCodes.Status503ServiceUnavailable, error.Message),
        BadHttpRequestException bad => new(bad.StatusCode, bad.Message),
        OperationCanceledException when deadline.HasPassed => new(StatusCodes.Status503ServiceUnavailable, "the request took longer than it may"),
        _ => null,
    };
}
