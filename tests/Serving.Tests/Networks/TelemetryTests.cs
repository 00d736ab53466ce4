using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>What the server says of its requests.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Requests_are_counted_by_the_model_and_version_that_ran()
    {
        await using var server = await DigitsServer.Start();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        var meters = server.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, all) =>
        {
            // Other tests have servers of their own.
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "MobileNetGen.AspNetCore")
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Add(instrument, tags, count));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags, 1));
        listener.Start();

        Assert.Equal(HttpStatusCode.BadRequest, await Infer(server, "{}"));
        var values = string.Join(',', Enumerable.Repeat("0.5", 784));
        Assert.Equal(HttpStatusCode.OK, await Infer(server, $$"""{"inputs":[{"name":"input","shape":[1,28,28,1],"datatype":"FP32","data":[{{values}}]}]}"""));
        Assert.Equal(
            HttpStatusCode.NotFound, (
                await server.Client.PostAsync("v2/models/nope/infer", new StringContent("{}"), TestContext.Current.CancellationToken)).StatusCode);
        lock (counts)
        {
            string[] expected =
            [
                "model_infer_request_duration digits 1: 2",
                "model_infer_request_failure digits 1: 1",
                "model_infer_request_success digits 1: 1",
            ];
            Assert.Equal(expected, counts.Select(count => $"{count.Key}: {count.Value}"));
        }

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, long count)
        {
            var key = $"{instrument.Name} {tags[0].Value} {tags[1].Value}";
            lock (counts)
            {
                counts[key] = counts.GetValueOrDefault(key) + count;
            }
        }
    }

    private static async Task<HttpStatusCode> Infer(ServedApplication server, string request)
    {
        using var response = await server.Client.PostAsync(
            "v2/models/digits/infer", new StringContent(request, Encoding.UTF8), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
