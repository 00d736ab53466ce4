using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>The same file gives the same weights, from wherever it comes.</summary>
public sealed class SourceTests
{
    private static readonly NetworkLayout s_layout = Layouts.Of(
        new ConvolutionWeights("conv", 0, 3, 3, 3, 33) { BatchNorms = [new BatchNorm("bn", 33, 1e-3)] },
        new DenseWeights("fc", 3776, 33, 3) { Bias = true });

    private static readonly float[] s_expected = Filled(WeightSource.CreateRandom(7));

    private static readonly byte[] s_file = Layouts.File(Seeded(7));

    [Fact]
    public void A_file_of_the_seeded_tensors_gives_the_seeded_weights() =>
        Assert.Equal(s_expected, Filled(WeightSource.FromBytes(s_file)));

    [Fact]
    public void Bytes_are_read_at_every_alignment()
    {
        var memory = GC.AllocateArray<byte>(s_file.Length + 64, pinned: true);
        for (var shift = 0; shift < 64; shift++)
        {
            s_file.CopyTo(memory, shift);
            Assert.Equal(s_expected, Filled(WeightSource.FromBytes(memory.AsMemory(shift, s_file.Length))));
        }
    }

    [Fact]
    public void A_file_is_read_and_free_again_afterwards()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, s_file);
            Assert.Equal(s_expected, Filled(WeightSource.FromFile(path)));
            using var writable = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            writable.SetLength(0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_empty_file_is_refused_by_its_path()
    {
        var path = Path.GetTempFileName();
        try
        {
            Assert.Contains(
                $"{path} is no whole safetensors file: it has 0 bytes",
                Assert.Throws<WeightException>(() => Filled(WeightSource.FromFile(path))).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_input_and_output() =>
        Assert.ThrowsAny<IOException>(() => Filled(WeightSource.FromFile(Path.Combine(Path.GetTempPath(), "no", "such", "file"))));

    [Theory]
    [InlineData(true, int.MaxValue)]
    [InlineData(false, int.MaxValue)]
    [InlineData(false, 1)]
    [InlineData(false, 4096 + 1)]
    public void The_rest_of_a_stream_is_read_however_little_it_gives_at_a_time(bool canSeek, int most)
    {
        using var stream = new Trickle([1, 2, 3, .. s_file], canSeek, most);
        stream.ReadExactly(new byte[3]);
        Assert.Equal(s_expected, Filled(WeightSource.FromStream(stream)));
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public void A_stream_that_ends_early_is_refused()
    {
        using var stream = new Trickle(s_file[..^1], canSeek: false, 100);
        Assert.Contains(
            "the stream is no whole safetensors file",
            Assert.Throws<WeightException>(() => Filled(WeightSource.FromStream(stream))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_embedded_file_is_read() =>
        Assert.Equal((5f, 2f, 3f), Line.Load(WeightSource.FromResource(typeof(SourceTests).Assembly, "line.safetensors")));

    [Fact]
    public void A_resource_that_is_not_there_is_refused_with_those_that_are()
    {
        var message = Assert.Throws<WeightException>(() => Line.Load(WeightSource.FromResource(typeof(SourceTests).Assembly, "lime.safetensors"))).Message;
        Assert.Contains("no embedded resource \"lime.safetensors\"; it has line.safetensors", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeded_weights_are_the_same_every_time_and_others_for_another_seed()
    {
        Assert.Equal(s_expected, Filled(WeightSource.CreateRandom(7)));
        Assert.NotEqual(s_expected, Filled(WeightSource.CreateRandom(8)));
    }

    [Fact]
    public void Seeded_tensors_do_not_depend_on_the_order_of_layers()
    {
        var alone = Layouts.Packed(Layouts.Of(new DenseWeights("fc", 0, 33, 3) { Bias = true }), WeightSource.CreateRandom(7));
        Assert.Equal(s_expected[^(33 * 3)..], alone[16..]);
    }

    /// <summary>Without the gap between the layers, which nobody writes.</summary>
    private static float[] Filled(WeightSource source)
    {
        var packed = Layouts.Packed(s_layout, source);
        return [.. s_layout.Weights.SelectMany(layer => Layouts.Of(layer, packed))];
    }

    private static List<NamedTensor> Seeded(int seed)
    {
        using var tensors = new SeededTensors(seed);
        return [.. s_layout.Weights.SelectMany(layer => layer.Slots)
            .Select(slot => new NamedTensor(new TorchNaming().NameOf(slot), slot.Shape, tensors.Read(slot)))];
    }

    /// <summary>A stream that gives a few bytes at a time.</summary>
    private sealed class Trickle(byte[] bytes, bool canSeek, int most) : MemoryStream(bytes)
    {
        public override bool CanSeek => canSeek;

        public override long Length => canSeek ? base.Length : throw new NotSupportedException();

        public override long Position
        {
            get => canSeek ? base.Position : throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override void CopyTo(Stream destination, int bufferSize)
        {
            var buffer = new byte[bufferSize];
            for (var read = Read(buffer); read > 0; read = Read(buffer))
            {
                destination.Write(buffer.AsSpan(0, read));
            }
        }
    }
}
