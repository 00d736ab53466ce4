using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Sample.Tests.Service;

/// <summary>The service as it would run: a NativeAOT binary, asked over HTTP.</summary>
[Collection(nameof(NativeProgram))]
public sealed class ServiceTests(PublishedService published)
{
    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    /// <summary>For clients that this test holds, however slow the machine is.</summary>
    private static readonly string[] s_patient = ["--Serving:MinimumRate", "0.001", "--Serving:DeadlineSeconds", "600", "--Serving:ShutdownSeconds", "600"];

    [Fact]
    public async Task A_digit_is_answered_with_labels_best_first()
    {
        using var service = await published.Start();
        var (status, answer) = await Classify(service, Digit(7));
        Assert.Equal(HttpStatusCode.OK, status);
        var labels = answer.GetProperty("labels").EnumerateArray().ToList();
        Assert.Equal("7", labels[0].GetProperty("label").GetString());
        Assert.Equal(labels.Select(Score).OrderDescending(), labels.Select(Score));
        Assert.InRange(Score(labels[0]), 0.9f, 1f);
    }

    [Fact]
    public async Task A_photo_is_answered_by_the_network_whose_weights_the_settings_name()
    {
        Assert.SkipUnless(Repository.Models is not null, "the models folder is absent");
        var models = Repository.Models!;
        using var service = await published.Start(
            "--Serving:Networks:photos:Weights", Path.Combine(models, "nets", "derived", "mobilenet_v1_0.25_128.safetensors"),
            "--Serving:Networks:photos:Labels", Path.Combine(models, "imagenet_labels_1000.txt"));
        var lorikeet = await File.ReadAllBytesAsync(Path.Combine(models, "imagenet100_jpeg", "n01820546.jpg"), s_stop);
        var (status, answer) = await Classify(service, new ByteArrayContent(lorikeet), "photos");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("lorikeet", answer.GetProperty("labels")[0].GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_refused_with_413(bool unknownLength)
    {
        using var service = await published.Start("--Serving:LargestBody", "5000");
        using var request = new HttpRequestMessage(HttpMethod.Post, "classify") { Content = new ByteArrayContent(new byte[5001]) };
        request.Headers.TransferEncodingChunked = unknownLength;
        using var response = await service.Client.SendAsync(request, s_stop);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Classify(service, Digit(3))).Status);
    }

    [Fact]
    public async Task What_is_no_image_and_what_has_too_many_pixels_is_refused_with_a_reason()
    {
        using var service = await published.Start("--Serving:LargestImage", "5000");
        var (status, answer) = await Classify(service, new ByteArrayContent("hello"u8.ToArray()));
        Assert.Equal(
            (HttpStatusCode.BadRequest, true),
            (status, answer.GetProperty("detail").GetString()!.Contains("PNG, JPEG, BMP and GIF images are accepted", StringComparison.Ordinal)));
        (status, answer) = await Classify(service, Digit(7));
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, answer.GetProperty("detail")
            .GetString()!
            .Contains("72 × 72 pixels; sides of up to 32,768 pixels and 5,000 pixels in all", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_image_beyond_those_that_may_run_and_wait_is_refused_with_503()
    {
        using var service = await published.Start("--Serving:Runs", "1", "--Serving:Waiting", "0");
        using var late = new CancellationTokenSource(RunningService.Deadline);
        var large = Pictures.Png(
            new RgbImage(2000, 2000, [.. Enumerable.Range(0, 3 * 2000 * 2000).Select(index => (byte)(index / 3 % 2000 is > 900 and < 1100 ? 0 : 255))]));
        var statuses = new HashSet<HttpStatusCode>();
        do
        {
            // Clients that come one after the other, on a busy machine, are all let in.
            Assert.False(late.IsCancellationRequested, "nobody was refused");
            statuses.UnionWith(
                (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Classify(service, new ByteArrayContent(large))))).Select(answer => answer.Status));
            Assert.Subset(new HashSet<HttpStatusCode> { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable }, statuses);
        }
        while (statuses.Count < 2);
    }

    [Fact]
    public async Task Clients_that_send_slowly_hold_up_nobody()
    {
        using var service = await published.Start(["--Serving:Runs", "1", "--Serving:Waiting", "0", .. s_patient]);
        var bytes = await Digit(1).ReadAsByteArrayAsync(s_stop);
        HeldBody[] slow = [.. Enumerable.Range(0, 20).Select(_ => new HeldBody(bytes))];
        Task<HttpResponseMessage>[] held = [.. slow.Select(body => service.Admitted(body, s_stop))];
        await Task.WhenAll(slow.Select(body => body.Begun)).WaitAsync(RunningService.Deadline, s_stop);
        Assert.Equal(HttpStatusCode.OK, (await Classify(service, Digit(2))).Status);
        Assert.Equal("Healthy", await service.Client.GetStringAsync("health/ready", s_stop));
        foreach (var body in slow)
        {
            body.Release();
        }

        Assert.All(await Task.WhenAll(held), answer => Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
    }

    [Theory]
    [InlineData("--Serving:MinimumRate", "100000", HttpStatusCode.RequestTimeout)]
    [InlineData("--Serving:DeadlineSeconds", "1", HttpStatusCode.ServiceUnavailable)]
    public async Task A_client_that_is_too_slow_is_answered_and_let_go(string setting, string value, HttpStatusCode status)
    {
        using var service = await published.Start(setting, value);
        var digit = await Digit(1).ReadAsByteArrayAsync(s_stop);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port, s_stop);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /classify HTTP/1.1\r\nHost: localhost\r\nContent-Length: {digit.Length}\r\n\r\n"), s_stop);
        await stream.WriteAsync(digit.AsMemory(0, digit.Length / 2), s_stop);
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync(s_stop).AsTask().WaitAsync(RunningService.Deadline, s_stop);
        Assert.StartsWith($"HTTP/1.1 {(int)status} ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_that_are_more_than_may_be_held_are_refused_with_503()
    {
        using var service = await published.Start("--Serving:HeldBytes", "400");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Classify(service, Digit(7))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Classify(service, Digit(1))).Status);
    }

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task The_service_says_that_it_is_healthy(string path)
    {
        using var service = await published.Start();
        Assert.Equal("Healthy", await service.Client.GetStringAsync(path, s_stop));
    }

    [Fact]
    public async Task Requests_under_way_are_finished_on_SIGTERM_and_the_process_ends_well()
    {
        using var service = await published.Start(s_patient);
        var held = new HeldBody(await Digit(4).ReadAsByteArrayAsync(s_stop));
        var underWay = service.Admitted(held, s_stop);
        await held.Begun.WaitAsync(RunningService.Deadline, s_stop);
        service.Terminate();
        await service.Logged("Application is shutting down");
        Assert.False(underWay.IsCompleted);
        held.Release();
        using var response = await underWay;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("4", JsonElement.Parse(await response.Content.ReadAsStringAsync(s_stop)).GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.Equal(0, await service.Ended());
    }

    private static ByteArrayContent Digit(int digit) => new(File.ReadAllBytes(SampleRun.Example(digit)));

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> Classify(RunningService service, HttpContent image, string path = "classify")
    {
        using var response = await service.Client.PostAsync(path, image, s_stop);
        var text = await response.Content.ReadAsStringAsync(s_stop);
        return (response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private static float Score(JsonElement label) => label.GetProperty("score").GetSingle();
}
