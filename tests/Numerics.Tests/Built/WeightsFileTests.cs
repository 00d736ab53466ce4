using MobileNetGen.Generator;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>Weights files that are not those of a generated network.</summary>
public sealed class WeightsFileTests
{
    private readonly TensorSet _weights = Weights();

    [Fact]
    public void The_networks_own_file_is_accepted()
    {
        using var network = Odd.Create(WeightSource.FromBytes(Bytes(_weights.Tensors)));
        network.Run(new float[Odd.InputLength], new float[Odd.OutputLength]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(400)]
    [InlineData(-1)]
    public void A_truncated_file_is_refused(int length)
    {
        var bytes = Bytes(_weights.Tensors);
        Assert.Throws<WeightException>(() => Odd.Create(WeightSource.FromBytes(bytes.AsMemory(0, length < 0 ? bytes.Length + length : length))));
    }

    [Fact]
    public void A_file_with_bytes_after_its_tensors_is_refused() =>
        Assert.Throws<WeightException>(() => Odd.Create(WeightSource.FromBytes((byte[])[.. Bytes(_weights.Tensors), 0])));

    [Fact]
    public void A_missing_an_unknown_and_a_misshapen_tensor_are_named_in_one_error()
    {
        var tensors = _weights.Tensors.ToList();
        var (missing, misshapen) = (tensors[0], tensors[^1]);
        tensors[^1] = new NamedTensor(misshapen.Name, [1], new float[1]);
        tensors[0] = new NamedTensor("stranger.weight", [2], new float[2]);
        var refused = Assert.Throws<WeightException>(() => Odd.Create(WeightSource.FromBytes(Bytes(tensors))));
        Assert.All([missing.Name, misshapen.Name, "stranger.weight"], name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_weight_that_is_not_finite_is_refused_by_the_name_of_its_tensor(float value)
    {
        var tensors = _weights.Tensors.ToList();
        var values = tensors[2].Values.ToArray();
        values[^1] = value;
        tensors[2] = new NamedTensor(tensors[2].Name, tensors[2].Shape, values);
        var refused = Assert.Throws<WeightException>(() => Odd.Create(WeightSource.FromBytes(Bytes(tensors))));
        Assert.Contains(tensors[2].Name, refused.Message, StringComparison.Ordinal);
    }

    private static TensorSet Weights()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Built", "Networks", "Odd.json"));
        return RandomTensors.For(JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, "Odd")).Value!, 32);
    }

    private static byte[] Bytes(IReadOnlyList<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        return stream.ToArray();
    }
}
