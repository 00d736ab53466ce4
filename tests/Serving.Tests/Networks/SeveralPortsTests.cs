using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>A network with several inputs and outputs: each by its name.</summary>
public sealed class SeveralPortsTests
{
    private const int Length = 4 * 3 * 2;

    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;
    private static readonly float[] s_left = [.. Enumerable.Range(0, 2 * Length).Select(index => (float)Math.Sin(index))];
    private static readonly float[] s_right = [.. Enumerable.Range(0, 2 * Length).Select(index => (float)Math.Cos(index))];

    [Fact]
    public async Task Metadata_have_each_input_and_output()
    {
        await using var server = await Start();
        using var metadata = JsonDocument.Parse(await server.Client.GetStringAsync("v2/models/pair", s_stop));
        string[] expected =
        [
            """[{"name":"left","datatype":"FP32","shape":[-1,4,3,2]},{"name":"right","datatype":"FP32","shape":[-1,4,3,2]}]""",
            """[{"name":"sum","datatype":"FP32","shape":[-1,4,3,2]},{"name":"mean","datatype":"FP32","shape":[-1,2]}]""",
        ];
        Assert.Equal(expected, new[] { "inputs", "outputs" }.Select(key => metadata.RootElement.GetProperty(key).GetRawText()));
    }

    [Fact]
    public async Task Json_names_inputs_in_any_order_and_the_outputs_that_it_wants()
    {
        await using var server = await Start();
        var inputs = $"{Input("right", s_right)},{Input("left", s_left)}";
        var (status, text) = await Post(server, $$"""{"inputs":[{{inputs}}],"outputs":[{"name":"mean"}]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        using var answer = JsonDocument.Parse(text);
        var output = Assert.Single(answer.RootElement.GetProperty("outputs").EnumerateArray());
        Assert.Equal("""[2,2]""", output.GetProperty("shape").GetRawText());
        Assert.Equal(Means(), output.GetProperty("data").EnumerateArray().Select(value => value.GetSingle()));
    }

    [Fact]
    public async Task What_lacks_an_input_or_has_batches_of_two_sizes_is_refused()
    {
        await using var server = await Start();
        var (status, text) = await Post(server, $$"""{"inputs":[{{Input("left", s_left)}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("missing: right", text, StringComparison.Ordinal);
        (status, text) = await Post(server, $$"""{"inputs":[{{Input("left", s_left)}},{{Input("right", s_right[..Length])}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("batches of 2, 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grpc_does_the_same_with_raw_contents()
    {
        await using var server = await Start(GrpcCall.Http2);
        Assert.Equal(["left", "right"], (await GrpcCall.Metadata(server, "pair")).Inputs.Select(input => input.Name));
        var answer = await GrpcCall.Infer(server, new ModelInferRequest
        {
            ModelName = "pair",
            Inputs = { Declared("right"), Declared("left") },
            RawInputContents = { Bytes(s_right), Bytes(s_left) },
        });
        Assert.Equal(["sum", "mean"], answer.Outputs.Select(output => output.Name));
        Assert.Equal(s_left.Zip(s_right, (left, right) => left + right), MemoryMarshal.Cast<byte, float>(answer.RawOutputContents[0].Span).ToArray());
        Assert.Equal(Means(), MemoryMarshal.Cast<byte, float>(answer.RawOutputContents[1].Span).ToArray());
    }

    private static Task<ServedApplication> Start(params (string Key, string Value)[] settings) => ServedApplication.Start(
        services => services.AddMobileNet<PairNetwork>(options => options.UseWeights(WeightSource.CreateRandom(1)), "pair"), _ => { }, settings);

    /// <summary>What the network itself says, example by example.</summary>
    private static IEnumerable<float> Means()
    {
        using var network = PairNetwork.Create(WeightSource.CreateRandom(1));
        for (var example = 0; example < 2; example++)
        {
            var mean = new float[2];
            var part = (example * Length)..((example + 1) * Length);
            network.Run(s_left.AsSpan(part), s_right.AsSpan(part), new float[Length], mean);
            foreach (var value in mean)
            {
                yield return value;
            }
        }
    }

    private static string Input(string name, float[] values) =>
        $$"""{"name":"{{name}}","datatype":"FP32","shape":[{{values.Length / Length}},4,3,2],"data":{{JsonSerializer.Serialize(values)}}}""";

    private static ModelInferRequest.Types.InferInputTensor Declared(string name) => new() { Name = name, Datatype = "FP32", Shape = { 2, 4, 3, 2 } };

    private static ByteString Bytes(float[] values) => ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values));

    private static async Task<(HttpStatusCode Status, string Text)> Post(ServedApplication server, string request)
    {
        using var response = await server.Client.PostAsync("v2/models/pair/infer", new StringContent(request, Encoding.UTF8), s_stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(s_stop));
    }
}
