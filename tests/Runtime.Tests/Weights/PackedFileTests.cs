using System.Buffers.Binary;
using MobileNetGen.Execution;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

public sealed class PackedFileTests : IDisposable
{
    private const int HeaderLength = 4096;

    /// <summary>The input and the output of a sample.</summary>
    private const int SampleFloats = 2;

    /// <summary>With a gap between the layers, and a length that no stripe divides.</summary>
    private static readonly NetworkLayout s_layout = Layouts.Of(new DenseWeights("a", 0, 3, 5) { Bias = true }, new DenseWeights("b", 64, 7, 11));

    private static readonly byte[] s_file = Packed(s_layout);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Packed_weights_are_those_that_were_packed_wherever_they_come_from()
    {
        var expected = Layouts.Packed(s_layout, WeightSource.Seeded(3));
        File.WriteAllBytes(_path, s_file);
        using var stream = new MemoryStream(s_file);
        foreach (var source in new[] { WeightSource.FromFile(_path), WeightSource.FromBytes(s_file), WeightSource.FromStream(stream) })
        {
            Assert.Equal(expected, Layouts.Packed(s_layout, source));
        }
    }

    [Fact]
    public void Packing_is_repeatable_and_leaves_nothing_of_the_process_in_gaps()
    {
        Assert.Equal(s_file, Packed(s_layout));
        Assert.Equal(HeaderLength + (sizeof(float) * (s_layout.WeightsLength + SampleFloats)), s_file.Length);
        Assert.All(s_file[(HeaderLength + (4 * 31))..(HeaderLength + (4 * 64))], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Packed_weights_can_be_packed_again() => Assert.Equal(s_file, Packed(s_layout, WeightSource.FromBytes(s_file)));

    [Fact]
    public unsafe void Floats_of_a_mapped_file_are_used_in_place_from_the_start_of_a_page()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc");
        File.WriteAllBytes(_path, s_file);
        using var floats = WeightSource.FromFile(_path).Load(s_layout);
        Assert.Equal(0, (nint)floats.Pointer % Environment.SystemPageSize);
        Assert.Contains(_path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_lasts_until_the_last_run_has_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc");
        File.WriteAllBytes(_path, s_file);
        var floats = WeightSource.FromFile(_path).Load(s_layout);
        var held = false;
        floats.DangerousAddRef(ref held);
        floats.Dispose();
        Assert.Equal(BinaryPrimitives.ReadSingleLittleEndian(s_file.AsSpan(HeaderLength)), floats.Span[0]);
        floats.DangerousRelease();
        Assert.DoesNotContain(_path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        for (var place = 0; place < s_file.Length; place++)
        {
            var file = s_file.ToArray();
            file[place] ^= (byte)(1 << (place % 8));
            Refused(file);
        }
    }

    [Fact]
    public void Any_length_but_the_files_own_is_refused()
    {
        for (var length = 0; length < s_file.Length; length++)
        {
            Refused(s_file[..length]);
        }

        Assert.Contains($"it has {s_file.Length + 1} bytes; {s_file.Length} are expected", Refused([.. s_file, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_network_is_refused_with_what_was_found_and_what_is_expected()
    {
        var other = s_layout with { Name = "Other", Fingerprint = 0xfedcba9876543210 };
        Assert.Contains(
            "was packed for Other, 157 floats with the fingerprint fedcba9876543210; Net needs 157 with 0123456789abcdef",
            Refused(Packed(other)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_the_same_weights_may_have_another_name() =>
        Assert.Equal(Layouts.Packed(s_layout, WeightSource.Seeded(3)), Layouts.Packed(s_layout with { Name = "Renamed" }, WeightSource.FromBytes(s_file)));

    /// <summary>Its weights fit, and its sample is one of other shapes.</summary>
    [Fact]
    public void A_network_of_the_same_weights_may_have_another_input()
    {
        var wider = s_layout with { InputLengths = [2] };
        Assert.Equal(Layouts.Packed(s_layout, WeightSource.Seeded(3)), Layouts.Packed(wider, WeightSource.FromBytes(s_file)));
    }

    [Fact]
    public void Damage_is_named_with_the_checksums_that_were_found_and_expected()
    {
        var file = s_file.ToArray();
        file[^1] ^= 1;
        Assert.Matches("is damaged: the checksums of its floats are ([0-9a-f]{8} ?){4}; ([0-9a-f]{8} ?){4} are expected", Refused(file));
    }

    [Fact]
    public void Another_version_is_refused_with_the_one_that_is_accepted()
    {
        var file = s_file.ToArray();
        file[8] = 1;
        Assert.Contains("packed weights of version 1 with a header of 4096 bytes; version 2 with 4096 is accepted", Refused(file), StringComparison.Ordinal);
    }

    /// <summary>A file whose checksums are right, as only somebody means to write it.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1L << 32)]
    public void A_length_that_is_made_up_is_refused(long floats)
    {
        var header = PackedHeader.Of(s_layout, SampleFloats, new uint[4]) with { Floats = floats };
        Assert.Contains($"{floats} floats", Refused(header.ToBytes()), StringComparison.Ordinal);
    }

    /// <summary>Three times four gibibytes are no overflow.</summary>
    [Fact]
    public void A_samples_length_that_is_made_up_is_refused()
    {
        var header = PackedHeader.Of(s_layout, SampleFloats, new uint[4]) with { SampleFloats = uint.MaxValue };
        Assert.Contains("17179873", Refused(header.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_with_line_ends_comes_into_messages_as_one_short_line()
    {
        var file = Packed(s_layout with { Name = "a\n" + new string('ü', 5000), Fingerprint = 1 });
        var message = Refused(file);
        Assert.DoesNotContain('\n', message);
        Assert.InRange(message.Length, 300, 500);
    }

    /// <summary>The checksum of the nine digits is in every list of CRCs.</summary>
    [Fact]
    public unsafe void The_checksum_is_CRC_32C()
    {
        fixed (byte* digits = "123456789"u8)
        {
            Assert.Equal(0xe3069283u, StripedChecksum.Of(digits, 9)[StripedChecksum.Stripes - 1]);
        }
    }

    private static byte[] Packed(NetworkLayout layout, WeightSource? source = null)
    {
        using var stream = new MemoryStream();
        PackedFile.Write<FirstWeight>(layout, source ?? WeightSource.Seeded(3), stream, []);
        return stream.ToArray();
    }

    private static string Refused(byte[] file) =>
        Assert.Throws<WeightException>(() => WeightSource.FromBytes(file).Load(s_layout)).Message;

    private readonly struct FirstWeight : INetworkProgram
    {
        public static void Execute(in Frame frame) => frame.Output(0) = frame.Input(0) * frame.Weights(0);
    }
}
