using Microsoft.Extensions.Logging;

namespace MobileNetGen.AspNetCore.Telemetry;

/// <summary>
/// What the log gets, each at the level that stands here: nothing for a request that is answered. All messages are in one class, because the
/// generator of logging writes classes in another order each time, and a build has to give the same bytes again.
/// </summary>
internal static partial class ServingLog
{
    [LoggerMessage(1, LogLevel.Warning, "The model {Model}, version {Version}, does not answer.")]
    public static partial void ModelFailed(this ILogger log, string model, string version, Exception error);

    [LoggerMessage(2, LogLevel.Error, "A request to {Path} failed.")]
    public static partial void RequestFailed(this ILogger log, string path, Exception error);

    [LoggerMessage(3, LogLevel.Information, "The network {Network} has new weights, of {Path}.")]
    public static partial void WeightsReplaced(this ILogger log, string network, string path);

    [LoggerMessage(4, LogLevel.Error, "The network {Network} keeps its weights; those of {Path} are refused: {Reason}")]
    public static partial void WeightsRefused(this ILogger log, string network, string path, string reason);
}
