using System.Text.RegularExpressions;
using MobileNetGen.Tool.Report;
using MobileNetGen.Tool.Tests.Harness;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>What the page tells of a network's numbers.</summary>
public sealed class SpreadTests : IDisposable
{
    private const string Description = """
        {
          "name": "Small", "input": { "height": 2, "width": 2, "channels": 1 },
          "layers": [
            { "kind": "conv", "name": "c", "filters": 1, "kernel": 1, "activation": "relu", "bias": true, "batchNorm": false },
            { "kind": "flatten", "name": "f" }
          ]
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Range_mean_deviation_zeros_and_histogram_are_those_of_the_numbers()
    {
        var spread = Spread.Of("t.weight", "t", [-1, 0, 0, 3, 3]);
        Assert.Equal((5, -1, 1, 3, 0.4), (spread.Count, spread.Least, spread.Mean, spread.Largest, spread.Zeros));
        Assert.Equal(Math.Sqrt((4 + 1 + 1 + 4 + 4) / 5.0), spread.Deviation, 1e-9);
        Assert.Equal((5, 1, 2, 2), (spread.Histogram.Sum(), spread.Histogram[0], spread.Histogram[12], spread.Histogram[^1]));
    }

    [Fact]
    public void Weights_and_what_a_sample_becomes_are_on_the_page_with_links_to_their_blocks()
    {
        var network = _folder.File("network.json", System.Text.Encoding.UTF8.GetBytes(Description));
        using (var file = File.Create(_folder.Path("weights.safetensors")))
        {
            SafetensorsWriter.Write(file, [new NamedTensor("c.weight", [1, 1, 1, 1], new float[] { -2 }), new NamedTensor("c.bias", [1], new float[] { 1 })]);
        }

        File.WriteAllBytes(_folder.Path("x.npy"), Npy(-1, 0, 1, 2));
        var run = ToolRun.Of("report", network, "-o", _folder.Path("page.html"), "--sample", _folder.Path("x.npy"), "--layout", "nhwc");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        var page = Regex.Replace(File.ReadAllText(_folder.Path("page.html")), "\\s*\n", "");
        Assert.Contains("<tr data-block=\"0\" tabindex=\"0\"><td>c.weight</td><td>1</td><td>-2</td>", page, StringComparison.Ordinal);

        // 1 - 2x of -1, 0, 1 and 2, no less than 0.
        Assert.Contains("What layers make of x.npy", page, StringComparison.Ordinal);
        Assert.Contains("<td>c</td><td>4</td><td>0</td><td>1</td><td>3</td><td>1.22</td><td>50.0 %</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_a_model_file_are_asked_for_after_its_import()
    {
        var model = _folder.File("m.tflite", [0, 0, 0, 0, .. "TFL3"u8]);
        var run = ToolRun.Of("report", model, "--weights", "w", "-o", _folder.Path("p"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("import the model first", run.Errors, StringComparison.Ordinal);
    }

    private static byte[] Npy(params float[] values)
    {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 2, 1), }".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. values.SelectMany(BitConverter.GetBytes)];
    }
}
