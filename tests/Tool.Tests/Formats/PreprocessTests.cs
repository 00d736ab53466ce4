using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What <c>--preprocess</c> makes of a name and changes to it.</summary>
public sealed class PreprocessTests
{
    private const string Standardised = "\"range\": [0, 1], \"mean\": [0.485, 0.456, 0.406], \"deviation\": [0.229, 0.224, 0.225]";

    public static TheoryData<string> Names => [.. PreprocessNames.All.Select(row => row.Name)];

    [Theory]
    [InlineData("keras", "\"resize\": \"bilinear\", \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("torchvision", "\"resize\": \"bilinear-antialias\", \"shortSide\": 256, \"order\": \"rgb\", " + Standardised)]
    [InlineData("torchvision-v2", "\"resize\": \"bilinear-antialias\", \"shortSide\": 232, \"order\": \"rgb\", " + Standardised)]
    [InlineData("timm,crop=0.95", "\"resize\": \"bicubic-antialias\", \"shortSide\": 235, \"order\": \"rgb\", " + Standardised)]
    [InlineData("torchvision,short-side=288", "\"resize\": \"bilinear-antialias\", \"shortSide\": 288, \"order\": \"rgb\", " + Standardised)]
    [InlineData("timm-inception", "\"resize\": \"bicubic-antialias\", \"shortSide\": 256, \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData(
        "timm,mean=0,deviation=2",
        "\"resize\": \"bicubic-antialias\", \"shortSide\": 256, \"order\": \"rgb\", \"range\": [0, 1], \"mean\": [0, 0, 0], \"deviation\": [2, 2, 2]")]
    [InlineData("bytes,resize=nearest", "\"resize\": \"nearest\", \"order\": \"rgb\", \"range\": [0, 255]")]
    [InlineData("hugging-face", "\"resize\": \"bilinear-antialias\", \"shortSide\": 256, \"windowRounding\": \"down\", \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("keras-load-img", "\"resize\": \"nearest\", \"fit\": \"box\", \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("keras-load-img-bilinear,crop=1", "\"resize\": \"bilinear-antialias\", \"fit\": \"box\", \"crop\": 1, \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("keras-crop", "\"resize\": \"bilinear\", \"crop\": 1, \"windowRounding\": \"down\", \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("tf-slim", "\"resize\": \"bilinear-asymmetric\", \"fit\": \"sides\", \"crop\": 0.875, \"order\": \"rgb\", \"range\": [-1, 1]")]
    [InlineData("bytes,order=bgr", "\"resize\": \"bilinear\", \"order\": \"bgr\", \"range\": [0, 255]")]
    [InlineData("caffe", "\"resize\": \"bilinear\", \"order\": \"bgr\", \"range\": [0, 255], \"mean\": [103.939, 116.779, 123.68]")]
    [InlineData("unit,range=-2/2.5", "\"resize\": \"bilinear\", \"order\": \"rgb\", \"range\": [-2, 2.5]")]
    public void A_name_is_what_its_library_does(string text, string members) => Assert.Equal($"{{ {members} }}", PreprocessNames.Parse(text).Json(224, 224, 3));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_description_with_it_is_accepted(string name)
    {
        if (PreprocessNames.Parse(name).Json(224, 224, 3) is { } json)
        {
            var input = $$"""{ "height": 224, "width": 224, "channels": 3, "preprocess": {{json}} }""";
            NetworkFile.Parse("net", $$"""{ "input": {{input}}, "layers": [ { "kind": "relu" } ] }""");
        }
    }

    [Fact]
    public void A_short_side_is_in_proportion_to_the_input() =>
        Assert.Contains("\"shortSide\": 219,", PreprocessNames.Parse("torchvision").Json(192, 192, 3), StringComparison.Ordinal);

    [Theory]
    [InlineData("imagenet", "\"imagenet\"; keras, torchvision")]
    [InlineData("", "no preprocessing \"\"")]
    [InlineData("timm,crop=2", "\"crop=2\"")]
    [InlineData("timm,crop=0,95", "\"crop=0\"")]
    [InlineData("keras,mean=1/2", "\"mean=1/2\"")]
    [InlineData("keras,deviation=0", "\"deviation=0\"")]
    [InlineData("keras,order=grb", "\"order=grb\"")]
    [InlineData("keras,bgr", "\"bgr\"")]
    [InlineData("keras,short-side=1.5", "\"short-side=1.5\"")]
    public void What_is_no_name_and_no_change_is_refused(string text, string found) =>
        Assert.Contains(found, Assert.Throws<ToolException>(() => PreprocessNames.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("keras", "{ \"resize\": \"bilinear\", \"order\": \"gray\", \"range\": [-1, 1] }")]
    [InlineData("unit,mean=0.25,deviation=0.5", "{ \"resize\": \"bilinear\", \"order\": \"gray\", \"range\": [0, 1], \"mean\": [0.25], \"deviation\": [0.5] }")]
    public void One_channel_takes_one_range_for_all(string text, string json) => Assert.Equal(json, PreprocessNames.Parse(text).Json(28, 28, 1));

    [Theory]
    [InlineData("torchvision")]
    [InlineData("bytes-bgr")]
    public void A_mean_or_an_order_of_colours_does_not_fit_one_channel(string name) =>
        Assert.Contains("one channel", Assert.Throws<ToolException>(() => PreprocessNames.Parse(name).Json(28, 28, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_short_side_does_not_fit_an_input_that_is_no_square() =>
        Assert.Contains("192 × 256", Assert.Throws<ToolException>(() => PreprocessNames.Parse("timm").Json(192, 256, 3)).Message, StringComparison.Ordinal);
}
