using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>Programs that templates make, from the packed template to the first answer. The console program is the package's page.</summary>
public sealed class TemplateTests(PackedFeed feed)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    [Fact(Explicit = true)]
    public async Task A_service_answers_an_image_and_publishes_as_one_native_file()
    {
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");
        var project = feed.OfTemplate("mobilenet-service", "Serve");
        PackedFeed.Dotnet(project, "publish", "-o", "published");
        Assert.Equal(
            ["Serve", "appsettings.json"],
            Directory.GetFiles(Path.Combine(project, "published")).Select(Path.GetFileName).Order(StringComparer.Ordinal).Where(name => name != "web.config"));
        var address = Address();
        using var service = Process.Start(new ProcessStartInfo(Path.Combine(project, "published", "Serve"), ["--urls", address]))!;
        try
        {
            using var client = await Ready(service, address + "/health/ready");
            using var image = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(project, "digit_7.png"), TestContext.Current.CancellationToken));
            using var answer = await client.PostAsync(new Uri(address + "/classify"), image, TestContext.Current.CancellationToken);
            Assert.StartsWith(
                "{\"labels\":[{\"label\":\"class 7\",\"index\":7,",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
        finally
        {
            await End(service);
        }
    }

    [Fact(Explicit = true)]
    public async Task A_page_shows_in_a_browser_what_its_image_shows()
    {
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        var (project, address) = (feed.OfTemplate("mobilenet-blazor", "Page"), Address());
        using var server = Process.Start(new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--no-launch-profile", "--urls", address])
        {
            WorkingDirectory = project,
        })!;
        try
        {
            using var client = await Ready(server, address);
            var page = Browser.Elements(address, TimeSpan.FromMinutes(1));
            Assert.Contains("<ol id=\"answers\"><li>7 96.5 %</li><li>6 0.5 %</li><li>1 0.4 %</li></ol>", page, StringComparison.Ordinal);
        }
        finally
        {
            await End(server);
        }
    }

    private static string Address()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}";
    }

    private static async Task<HttpClient> Ready(Process server, string address)
    {
        var client = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            Assert.False(server.HasExited, "The server ended.");
            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience, "The server does not answer.");
            try
            {
                using var answer = await client.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return client;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
        }
    }

    private static async Task End(Process server)
    {
        server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
