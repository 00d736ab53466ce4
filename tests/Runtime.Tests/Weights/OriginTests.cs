using System.Text;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>A network whose description says which weights it was imported with takes no others, unless it is told to.</summary>
public sealed class OriginTests
{
    private static readonly byte[] s_own = File(2);
    private static readonly byte[] s_other = File(4);

    private static readonly NetworkLayout s_layout = Line.Layout.With(weightsHash: SafetensorsWriter.HashOf(Tensors(2)));

    [Fact]
    public void Its_own_weights_are_taken_packed_or_not()
    {
        Create(s_own);
        Create(Packed(s_own));
    }

    [Fact]
    public void Other_weights_are_refused_with_both_hashes_and_the_way_to_accept_them()
    {
        foreach (var file in new[] { s_other, Packed(s_other) })
        {
            var message = Assert.Throws<WeightException>(() => Create(file)).Message;
            Assert.Contains(
                $"has the SHA-256 {s_layout.WeightsHash}; the byte array holds weights with {SafetensorsWriter.HashOf(Tensors(4))}",
                message,
                StringComparison.Ordinal);
            Assert.Contains("NetworkOptions.AllowOtherWeights", message, StringComparison.Ordinal);
            Create(file, new NetworkOptions { AllowOtherWeights = true });
        }
    }

    [Fact]
    public void Weights_that_do_not_say_what_they_are_are_refused()
    {
        var foreign = RawFile.Of(Line.Header, Line.Data);
        Assert.Contains("does not say which weights it holds", Assert.Throws<WeightException>(() => Create(foreign)).Message, StringComparison.Ordinal);
        Create(foreign, new NetworkOptions { AllowOtherWeights = true });
    }

    [Fact]
    public void Made_up_weights_are_taken() => new NetworkEngine<Nothing>(s_layout, WeightSource.CreateRandom(1), null).Dispose();

    [Fact]
    public void A_network_that_does_not_say_takes_all()
    {
        foreach (var file in new[] { s_own, s_other, RawFile.Of(Line.Header, Line.Data) })
        {
            new NetworkEngine<Nothing>(Line.Layout, WeightSource.FromBytes(file), null).Dispose();
        }
    }

    /// <summary>The checksums are right: somebody put another hash into the metadata.</summary>
    [Fact]
    public void Packing_finds_a_hash_that_is_not_the_datas()
    {
        var lying = Encoding.Latin1.GetString(s_own).Replace(s_layout.WeightsHash!, SafetensorsWriter.HashOf(Tensors(4)), StringComparison.Ordinal);
        var start = lying.IndexOf('{', StringComparison.Ordinal);
        var header = lying[start..(lying.LastIndexOf('}') + 1)].Replace("mobilenetgen.crc32c", "x", StringComparison.Ordinal);
        var file = RawFile.Of(header, s_own.AsSpan(^12));
        Assert.Matches(
            "is damaged: the SHA-256 of its data is [0-9a-f]{64}; its metadata has [0-9a-f]{64}",
            Assert.Throws<WeightException>(() => Packed(file)).Message);
    }

    [Theory]
    [InlineData("mobilenetgen.sha256.data")]
    [InlineData("mobilenetgen.sha256.labels")]
    public void A_hash_that_is_none_is_refused(string key)
    {
        var file = RawFile.Of($"{{\"__metadata__\":{{\"{key}\":\"abc\"}},{Line.Weight},{Line.Bias}}}", Line.Data);
        Assert.Contains("a SHA-256 that is not 64 hexadecimal digits", Line.Refused(file).Message, StringComparison.Ordinal);
    }

    private static NamedTensor[] Tensors(float weight) => [new("fc.weight", [1, 2], new[] { weight, 3 }), new("fc.bias", [1], new[] { 5f })];

    private static byte[] File(float weight) => Layouts.File(Tensors(weight));

    private static byte[] Packed(byte[] file)
    {
        using var stream = new MemoryStream();
        PackedFile.Write<Nothing>(s_layout, WeightSource.FromBytes(file), stream, []);
        return stream.ToArray();
    }

    private static void Create(byte[] file, NetworkOptions? options = null) =>
        new NetworkEngine<Nothing>(s_layout, WeightSource.FromBytes(file), options).Dispose();

    private readonly struct Nothing : INetworkProgram
    {
        public static void Execute(in Frame frame) => frame.Output<float>(0) = 0;
    }
}
