using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The page about serving, followed to the letter in an empty folder, but for the port.</summary>
public sealed partial class ServingPageTests(PackedFeed feed)
{
    private const string Port = "8080";

    /// <summary>The program is built first, on a machine that may be slow.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Its_commands_make_a_service_that_answers_its_requests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test has a shell");
        Assert.SkipUnless(Child.IsOnPath("curl") && Child.IsOnPath("hey"), "curl or hey is not installed");
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "serving.md"), TestContext.Current.CancellationToken);
        var (empty, commands) = (feed.Project("Serving"), Blocks(page, ""));
        Shell(empty, commands[0]);

        var (project, sample) = (Path.Combine(empty, "Serve"), Path.Combine(Repository.Root, "src", "Sample"));
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), Blocks(page, "csharp")[0], TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(sample, "digits.json"), Path.Combine(project, "network.json"));
        File.Copy(Path.Combine(sample, "digits.safetensors"), Path.Combine(project, "weights.safetensors"));
        File.Copy(Path.Combine(sample, "examples", "digit_7.png"), Path.Combine(project, "photo.jpg"));

        var port = FreePort();
        var lines = commands[1].Replace(Port, port, StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var service = Process.Start(new ProcessStartInfo("sh", ["-c", "exec " + lines[0]]) { WorkingDirectory = project })!;
        try
        {
            await Ready(service, port);
            Assert.StartsWith("{\"labels\":[{", Shell(project, lines[1]), StringComparison.Ordinal);
            Assert.Contains("\"also_accepts\"", Shell(project, lines[2]), StringComparison.Ordinal);
            Assert.Contains("[200]\t200 responses", Shell(project, lines[3]), StringComparison.Ordinal);
            var infer = commands.Single(block => block.StartsWith("curl -d", StringComparison.Ordinal)).Replace(Port, port, StringComparison.Ordinal);
            Assert.Contains("\"model_name\":\"mobilenet\"", Shell(project, infer), StringComparison.Ordinal);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task Ready(Process service, string port)
    {
        using var client = new HttpClient();
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            Assert.False(service.HasExited, "The service ended.");
            Assert.True(Stopwatch.GetElapsedTime(start) < s_patience, "The service does not answer.");
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
        }
    }

    private static string FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return $"{((IPEndPoint)socket.LocalEndPoint!).Port}";
    }

    private static string Shell(string directory, string commands)
    {
        var child = Child.Run(new ProcessStartInfo("bash", ["-e", "-c", commands]) { WorkingDirectory = directory, Environment = { ["DOTNET_NOLOGO"] = "1" } });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output;
    }

    private static string[] Blocks(string page, string language) =>
        [.. Fence().Matches(page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value)];

    [GeneratedRegex("^```(?<language>[a-z]*)\n(?<text>.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
