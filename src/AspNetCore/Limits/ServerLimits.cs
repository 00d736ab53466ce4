using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MobileNetGen.AspNetCore.Limits;

/// <summary>What the server itself sees to, before a request reaches an endpoint.</summary>
internal sealed class ServerLimits(IOptions<ServingOptions> serving) : IConfigureOptions<KestrelServerOptions>, IConfigureOptions<HostOptions>
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_headers = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions options)
    {
        options.Limits.MaxRequestBodySize = serving.Value.LargestBody;
        options.Limits.MaxConcurrentConnections = serving.Value.Connections;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(serving.Value.MinimumRate, s_grace);
        options.Limits.RequestHeadersTimeout = s_headers;
    }

    public void Configure(HostOptions options) => options.ShutdownTimeout = TimeSpan.FromSeconds(serving.Value.ShutdownSeconds);
}
