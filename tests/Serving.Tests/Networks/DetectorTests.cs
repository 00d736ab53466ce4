using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MobileNetGen.AspNetCore;
using MobileNetGen.Imaging;
using MobileNetGen.ObjectDetection;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>A network that detects answers with boxes in pixels of the image that was sent.</summary>
public sealed class DetectorTests
{
    private const float Threshold = 0.34f;

    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;
    private static readonly SingleShotDetector s_detector = new(
        [.. AnchorLevel.Generate(new AnchorLevel { Map = new(8, 8), Scale = 0.25f, NextScale = 0.5f })], classes: 3);

    private static string Photo => Path.Combine(Repository.Root, "src", "Sample", "examples", "digit_7.png");

    [Fact]
    public async Task Boxes_are_those_that_the_detector_finds_moved_to_where_the_image_has_them()
    {
        await using var server = await Start(options => options.UseDetector(s_detector, logits: "classes", regressions: "boxes"));
        var image = ImageFile.Load(Photo);
        var answer = await Classify(server, $"?threshold={Threshold}");
        Assert.Equal((image.Width, image.Height), (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()));
        Assert.False(answer.TryGetProperty("labels", out _));

        // The input is the middle three quarters of the shorter side, of which boxes are shares.
        var side = (int)Math.Round(Math.Min(image.Width, image.Height) * 0.75);
        var (left, top) = ((image.Width - side) / 2, (image.Height - side) / 2);
        var expected = Found(image).Where(found => found.Score >= Threshold).Select(found => (
            found.Class == 1 ? "cat" : "dog", found.Score,
            X(found.Box.Left), Y(found.Box.Top), X(found.Box.Right), Y(found.Box.Bottom))).ToList();
        Assert.NotEmpty(expected);
        Assert.True(expected.Count < Found(image).Length);
        Assert.Equal(expected, answer.GetProperty("boxes").EnumerateArray().Select(box => (
            box.GetProperty("label").GetString()!, box.GetProperty("score").GetSingle(), Rounded(box, "left"), Rounded(box, "top"), Rounded(box, "right"),
            Rounded(box, "bottom"))));

        double X(float share) => Math.Round(left + (share * side), 2);
        double Y(float share) => Math.Round(top + (share * side), 2);
    }

    [Fact]
    public async Task The_query_says_how_many_boxes_are_wanted()
    {
        await using var server = await Start(options => options.UseDetector(s_detector, "classes", "boxes"));
        Assert.Equal(3, (await Classify(server, "?top=3")).GetProperty("boxes").GetArrayLength());
    }

    [Fact]
    public async Task Boxes_can_be_made_by_code_of_ones_own()
    {
        await using var server = await Start(options => options.UseDetector(
            outputs => outputs.Count == 2 ? [new Detection(7, outputs[0].Length, new Box(0, 0, 1, 1))] : []));
        var box = Assert.Single((await Classify(server, "")).GetProperty("boxes").EnumerateArray());
        Assert.Equal(("class 7", 384), (box.GetProperty("label").GetString(), box.GetProperty("score").GetSingle()));
    }

    [Fact]
    public async Task A_name_that_is_no_output_ends_the_start() => Assert.Contains(
        "'scores'; its outputs are classes, boxes",
        (await Assert.ThrowsAsync<OptionsValidationException>(() => Start(options => options.UseDetector(s_detector, "scores", "boxes")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task Several_outputs_without_a_detector_are_no_labels()
    {
        await using var server = await Start(_ => { });
        using var response = await Post(server, "");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static Task<ServedApplication> Start(Action<ServedNetworkOptions> detector) => ServedApplication.Start(
        services => services.AddMobileNet<DetectorNetwork>(options =>
        {
            options.UseWeights(WeightSource.CreateRandom(3));
            options.UseLabels(Labels.FromLines(["background", "cat", "dog"]));
            detector(options);
        }),
        app => app.MapClassify<DetectorNetwork>("/classify"));

    private static Detection[] Found(RgbImage image)
    {
        using var network = DetectorNetwork.Create(WeightSource.CreateRandom(3));
        var (input, classes, boxes) = (new float[32 * 32 * 3], new float[384], new float[512]);
        ImagePreprocessor.Apply(DetectorNetwork.Info.Preprocessing!, image.Pixels, image.Width, image.Height, input);
        network.Run(input, classes, boxes);
        return s_detector.Detect(classes, boxes);
    }

    private static double Rounded(JsonElement box, string edge) => Math.Round(box.GetProperty(edge).GetSingle(), 2);

    private static async Task<HttpResponseMessage> Post(ServedApplication server, string query) =>
        await server.Client.PostAsync("classify" + query, new ByteArrayContent(await File.ReadAllBytesAsync(Photo, s_stop)), s_stop);

    private static async Task<JsonElement> Classify(ServedApplication server, string query)
    {
        using var response = await Post(server, query);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(s_stop);
        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        return answer;
    }
}
