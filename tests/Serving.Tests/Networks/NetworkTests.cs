using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore;
using MobileNetGen.Imaging;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>A generated network after the endpoints: the same bits as a run of it gives.</summary>
public sealed class NetworkTests
{
    private const int Pixels = 28 * 28;

    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    private static string Digit => Path.Combine(Repository.Root, "src", "Sample", "examples", "digit_7.png");

    [Fact]
    public async Task Floats_come_out_as_a_run_gives_them_one_by_one_and_in_batches()
    {
        await using var server = await DigitsServer.Start();
        float[] images = [.. Enumerable.Range(0, 3 * Pixels).Select(index => (float)Math.Sin(index))];
        foreach (var count in new[] { 1, 3 })
        {
            var values = string.Join(',', images[..(count * Pixels)].Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
            using var answer = await Infer(server, $$"""{"inputs":[{"name":"input","shape":[{{count}},28,28,1],"datatype":"FP32","data":[{{values}}]}]}""");
            var found = answer.RootElement.GetProperty("outputs")[0].GetProperty("data").EnumerateArray().Select(value => value.GetSingle());
            Assert.Equal(Enumerable.Range(0, count).SelectMany(index => Run(images.AsSpan(index * Pixels, Pixels))), found);
        }
    }

    [Fact]
    public async Task An_image_file_is_prepared_as_the_description_says_whichever_way_it_comes()
    {
        await using var server = await DigitsServer.Start();
        var file = await File.ReadAllBytesAsync(Digit, s_stop);
        var image = ImageFile.Decode(file);
        var expected = new float[10];
        using (var network = DigitsNetwork.Create(WeightSource.FromFile(DigitsServer.Weights)))
        {
            network.Run(image.Pixels, image.Width, image.Height, expected);
        }

        var base64 = Convert.ToBase64String(file);
        var data = $$"""{"content_type":"base64"},"data":["{{base64}}"]""";
        using var json = await Infer(server, $$"""{"inputs":[{"name":"input","shape":[1,1],"datatype":"BYTES","parameters":{{data}}}]}""");
        Assert.Equal(expected, Floats(json.RootElement.GetProperty("outputs")[0].GetProperty("data")));

        var pixels = string.Join(',', image.Pixels.ToArray());
        var shape = $"[1,{image.Height},{image.Width},3]";
        using var bytes = await Infer(server, $$"""{"inputs":[{"name":"input","shape":{{shape}},"datatype":"UINT8","data":[{{pixels}}]}]}""");
        Assert.Equal(expected, Floats(bytes.RootElement.GetProperty("outputs")[0].GetProperty("data")));

        var binary = $$"""{"b64":"{{base64}}"}""";
        using var predicted = await Post(server, "v1/models/digits:predict", $$"""{"instances":[{"image_bytes":{{binary}} }]}""");
        Assert.Equal(expected, Floats(predicted.RootElement.GetProperty("predictions")[0]));
    }

    [Fact]
    public async Task Metadata_announce_that_images_are_taken_too()
    {
        await using var server = await DigitsServer.Start();
        using var metadata = JsonDocument.Parse(await server.Client.GetStringAsync("v2/models/digits", s_stop));
        Assert.Equal(
            """[{"name":"input","datatype":"FP32","shape":[-1,28,28,1],"parameters":{"also_accepts":"BYTES [-1]; UINT8 [-1,-1,-1,3]"}}]""",
            metadata.RootElement.GetProperty("inputs").GetRawText());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_photo_is_classified_from_a_body_and_from_a_form(bool isForm)
    {
        await using var server = await DigitsServer.Start();
        HttpContent content = new ByteArrayContent(await File.ReadAllBytesAsync(Digit, s_stop));
        if (isForm)
        {
            content = new MultipartFormDataContent { { new StringContent("7"), "expected" }, { content, "image", "digit.png" } };
        }

        using var response = await server.Client.PostAsync("classify?top=2", content, s_stop);
        var labels = (await response.Content.ReadFromJsonAsync<JsonElement>(s_stop)).GetProperty("labels").EnumerateArray().ToList();
        Assert.Equal(2, labels.Count);
        Assert.Equal(labels[0].GetProperty("index").GetRawText(), labels[0].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("?top=0", "'top' is 0")]
    [InlineData("", "PNG, JPEG, BMP and GIF")]
    public async Task What_cannot_be_classified_is_refused_with_problem_details(string query, string reason)
    {
        await using var server = await DigitsServer.Start();
        using var response = await server.Client.PostAsync("classify" + query, new ByteArrayContent("no image"u8.ToArray()), s_stop);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains(reason, (await response.Content.ReadFromJsonAsync<JsonElement>(s_stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_can_be_injected_as_itself_and_by_name()
    {
        await using var server = await DigitsServer.Start();
        Assert.NotNull(server.Services.GetRequiredService<DigitsNetwork>());
        Assert.Same(
            server.Services.GetRequiredService<ServedNetwork<DigitsNetwork>>(),
            server.Services.GetRequiredKeyedService<ServedNetwork<DigitsNetwork>>("digits"));
        Assert.NotNull(server.Services.GetRequiredKeyedService<DigitsNetwork>("digits"));
    }

    [Fact]
    public async Task An_application_whose_weights_are_missing_does_not_start() =>
        await Assert.ThrowsAnyAsync<IOException>(() => DigitsServer.Start(("Serving:Networks:digits:Weights", "/nowhere/digits.safetensors")));

    private static float[] Run(ReadOnlySpan<float> input)
    {
        using var network = DigitsNetwork.Create(WeightSource.FromFile(DigitsServer.Weights));
        var output = new float[10];
        network.Run(input, output);
        return output;
    }

    private static float[] Floats(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetSingle())];

    private static Task<JsonDocument> Infer(ServedApplication server, string request) => Post(server, "v2/models/digits/infer", request);

    private static async Task<JsonDocument> Post(ServedApplication server, string path, string request)
    {
        using var response = await server.Client.PostAsync(path, new StringContent(request, Encoding.UTF8), s_stop);
        var text = await response.Content.ReadAsStringAsync(s_stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text);
    }
}
