using System.Diagnostics;
using System.Diagnostics.Metrics;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Telemetry;

/// <summary>Counts and times requests by model and version, under the names that dashboards of inference servers know, and traces each.</summary>
internal sealed class ServingMetrics
{
    /// <summary>The name of the meter and of the source of activities.</summary>
    public const string Name = "MobileNetGen.AspNetCore";

    private static readonly ActivitySource s_activities = new(Name);

    /// <summary>Seconds: a small network takes less than a millisecond, and no request more than its deadline.</summary>
    private static readonly InstrumentAdvice<double> s_buckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter<long> _success;
    private readonly Counter<long> _failure;
    private readonly Histogram<double> _duration;

    public ServingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _success = meter.CreateCounter<long>("model_infer_request_success", description: "Requests that were answered.");
        _failure = meter.CreateCounter<long>("model_infer_request_failure", description: "Requests that were refused, or failed.");
        _duration = meter.CreateHistogram("model_infer_request_duration", "s", "Time from a whole request to its answer.", tags: null, s_buckets);
    }

    /// <summary>Does what a request asks of a model, and says how it went.</summary>
    public async Task<T> Measure<T>(ServedModel model, Func<Task<T>> work)
    {
        using var activity = s_activities.StartActivity("infer");
        activity?.SetTag("model.name", model.Name).SetTag("model.version", model.Version);
        var tags = new TagList { { "model", model.Name }, { "version", model.Version } };
        var start = TimeProvider.System.GetTimestamp();
        var count = _failure;
        try
        {
            var answer = await work();
            count = _success;
            return answer;
        }
        catch (Exception error)
        {
            // Whatever it was, the trace says so; what becomes of it is the endpoint's to decide.
            activity?.SetStatus(ActivityStatusCode.Error, error.Message);
            throw;
        }
        finally
        {
            count.Add(1, tags);
            _duration.Record(TimeProvider.System.GetElapsedTime(start).TotalSeconds, tags);
        }
    }
}
