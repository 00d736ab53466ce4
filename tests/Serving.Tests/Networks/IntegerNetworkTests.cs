using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using MobileNetGen.Imaging;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Networks of integers, with their own elements on both transports.</summary>
public sealed class IntegerNetworkTests
{
    private const int Length = 8 * 8 * 3;

    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;
    private static readonly byte[] s_inputs = [.. Enumerable.Range(0, 3 * Length).Select(index => (byte)(index * 37))];

    private static string Digit => Path.Combine(Repository.Root, "src", "Sample", "examples", "digit_7.png");

    [Theory]
    [InlineData("signed", "INT8", """{"also_accepts":"FP32 [-1,8,8,3]; BYTES [-1]; UINT8 [-1,-1,-1,3]"}""")]
    [InlineData("unsigned", "UINT8", """{"also_accepts":"FP32 [-1,8,8,3]; BYTES [-1]"}""")]
    public async Task Metadata_have_the_integers_and_what_else_is_taken(string model, string type, string others)
    {
        await using var server = await Start();
        using var metadata = JsonDocument.Parse(await server.Client.GetStringAsync($"v2/models/{model}", s_stop));
        Assert.Equal(
            $$"""[{"name":"input","datatype":"{{type}}","shape":[-1,8,8,3],"parameters":{{others}}}]""",
            metadata.RootElement.GetProperty("inputs").GetRawText());
        Assert.Equal(type, metadata.RootElement.GetProperty("outputs")[0].GetProperty("datatype").GetString());
    }

    [Fact]
    public async Task Signed_integers_are_the_networks_own_in_json()
    {
        await using var server = await Start();
        var values = MemoryMarshal.Cast<byte, sbyte>(s_inputs).ToArray();
        var found = (await Infer(server, "signed", "INT8", "3,8,8,3", JsonSerializer.Serialize(values))).Select(value => value.GetSByte());
        using var network = SignedNetwork.Create(WeightSource.CreateRandom(2));
        Assert.Equal(
            Enumerable.Range(0, 3).SelectMany(example =>
            {
                var output = new sbyte[5];
                network.Run(values.AsSpan(example * Length, Length), output);
                return output;
            }),
            found);
    }

    [Fact]
    public async Task Unsigned_integers_are_the_networks_own_in_raw_grpc()
    {
        await using var server = await Start(GrpcCall.Http2);
        var answer = await GrpcCall.Infer(server, new ModelInferRequest
        {
            ModelName = "unsigned",
            Inputs = { new ModelInferRequest.Types.InferInputTensor { Name = "input", Datatype = "UINT8", Shape = { 1, 8, 8, 3 } } },
            RawInputContents = { ByteString.CopyFrom(s_inputs.AsSpan(0, Length)) },
        });
        using var network = UnsignedNetwork.Create(WeightSource.CreateRandom(2));
        var expected = new byte[5];
        network.Run(s_inputs.AsSpan(0, Length), expected);
        Assert.Equal("UINT8", answer.Outputs[0].Datatype);
        Assert.Equal(expected, answer.RawOutputContents[0].ToByteArray());
    }

    [Fact]
    public async Task Typed_contents_out_of_range_are_refused_in_grpc()
    {
        await using var server = await Start(GrpcCall.Http2);
        var request = new ModelInferRequest
        {
            ModelName = "signed",
            Inputs =
            {
                new ModelInferRequest.Types.InferInputTensor
                {
                    Name = "input",
                    Datatype = "INT8",
                    Shape = { 1, 8, 8, 3 },
                    Contents = new InferTensorContents { IntContents = { Enumerable.Repeat(-129, Length) } },
                },
            },
        };
        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => GrpcCall.Infer(server, request));
        Assert.Equal(Grpc.Core.StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task Floats_and_image_files_become_the_integers_that_stand_for_them()
    {
        await using var server = await Start();
        var image = ImageFile.Load(Digit);
        var floats = new float[Length];
        ImagePreprocessor.Apply(SignedNetwork.Info.Preprocessing!, image.Pixels, image.Width, image.Height, floats);
        var expected = new byte[5];
        using var network = SignedNetwork.Create(WeightSource.CreateRandom(2));
        network.RunRaw([(ReadOnlyMemory<float>)floats], [expected]);

        var asFloats = await Infer(server, "signed", "FP32", "1,8,8,3", JsonSerializer.Serialize(floats));
        Assert.Equal(expected, asFloats.Select(value => (byte)value.GetSByte()));
        var file = $"[\"{Convert.ToBase64String(await File.ReadAllBytesAsync(Digit, s_stop))}\"]";
        var asFile = await Infer(server, "signed", "BYTES", "1", file, ""","parameters":{"content_type":"base64"}""");
        Assert.Equal(expected, asFile.Select(value => (byte)value.GetSByte()));
    }

    [Fact]
    public async Task A_photo_is_classified_with_what_integers_stand_for()
    {
        await using var server = await Start();
        var image = ImageFile.Load(Digit);
        var expected = new float[5];
        using var network = UnsignedNetwork.Create(WeightSource.CreateRandom(2));
        network.Run(image.Pixels, image.Width, image.Height, expected);
        using var response = await server.Client.PostAsync("classify?top=5", new ByteArrayContent(await File.ReadAllBytesAsync(Digit, s_stop)), s_stop);
        var labels = (await response.Content.ReadFromJsonAsync<JsonElement>(s_stop)).GetProperty("labels").EnumerateArray();
        Assert.Equal(
            Ranking.Top(expected, 5).Select(best => (best.Index, best.Score)),
            labels.Select(label => (label.GetProperty("index").GetInt32(), label.GetProperty("score").GetSingle())));
    }

    private static Task<ServedApplication> Start(params (string Key, string Value)[] settings) => ServedApplication.Start(
        services => services
            .AddMobileNet<SignedNetwork>(options => options.UseWeights(WeightSource.CreateRandom(2)), "signed")
            .AddMobileNet<UnsignedNetwork>(options => options.UseWeights(WeightSource.CreateRandom(2)), "unsigned"),
        app => app.MapClassify<UnsignedNetwork>("/classify"),
        settings);

    private static async Task<List<JsonElement>> Infer(
        ServedApplication server, string model, string type, string shape, string data, string parameters = "")
    {
        var request = $$"""{"inputs":[{"name":"input","datatype":"{{type}}","shape":[{{shape}}]{{parameters}},"data":{{data}}}]}""";
        using var response = await server.Client.PostAsync($"v2/models/{model}/infer", new StringContent(request, Encoding.UTF8), s_stop);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(s_stop);
        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        return [.. answer.GetProperty("outputs")[0].GetProperty("data").EnumerateArray()];
    }
}
