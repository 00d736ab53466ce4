using System.Buffers.Binary;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

public sealed class PackedFileTests : IDisposable
{
    private const int HeaderLength = 4096;

    /// <summary>Where regions start.</summary>
    private const int CacheLine = 64;

    /// <summary>With a gap between the layers, and a length that no stripe divides.</summary>
    private static readonly NetworkLayout s_layout = Layouts.Of(new DenseWeights("a", 0, 3, 5) { Bias = true }, new DenseWeights("b", 256, 7, 11));

    private static readonly byte[] s_file = Packed(s_layout);

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Packed_weights_are_those_that_were_packed_wherever_they_come_from()
    {
        var expected = Layouts.Packed(s_layout, WeightSource.CreateRandom(3));
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
        Assert.Equal(157 * sizeof(float), s_layout.WeightsBytes);
        Assert.Equal(HeaderLength + 640 + CacheLine, s_file.Length);
        Assert.All(s_file[(HeaderLength + (4 * 31))..(HeaderLength + (4 * 64))], value => Assert.Equal(0, value));
        Assert.All(s_file[(HeaderLength + (4 * 157))..(HeaderLength + 640)], value => Assert.Equal(0, value));
        Assert.All(s_file[(HeaderLength + 640 + 8)..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Packed_weights_can_be_packed_again() => Assert.Equal(s_file, Packed(s_layout, WeightSource.FromBytes(s_file)));

    [Fact]
    public unsafe void Floats_of_a_mapped_file_are_used_in_place_from_the_start_of_a_page()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc");
        File.WriteAllBytes(_path, s_file);
        using var mapped = WeightSource.FromFile(_path).Load(s_layout);
        Assert.Equal(0, (nint)mapped.Memory.Pointer % Environment.SystemPageSize);
        Assert.Contains(_path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mapping_lasts_until_the_last_run_has_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc");
        File.WriteAllBytes(_path, s_file);
        var floats = WeightSource.FromFile(_path).Load(s_layout).Memory;
        var held = false;
        floats.DangerousAddRef(ref held);
        floats.Dispose();
        Assert.Equal(BinaryPrimitives.ReadSingleLittleEndian(s_file.AsSpan(HeaderLength)), floats.From<float>()[0]);
        floats.DangerousRelease();
        Assert.DoesNotContain(_path, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void A_copy_is_the_process_own_whatever_becomes_of_the_file()
    {
        File.WriteAllBytes(_path, s_file);
        var expected = Layouts.Packed(s_layout, WeightSource.FromFile(_path));
        using var copied = WeightSource.FromFile(_path, copy: true).Load(s_layout);
        using (var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            file.SetLength(0);
        }

        Assert.Equal(expected, copied.Memory.From<float>()[..expected.Length].ToArray());
        Assert.Equal(0, (nint)copied.Memory.Pointer % CacheLine);
        Assert.Contains(
            "no whole safetensors file",
            Assert.Throws<WeightException>(() => WeightSource.FromFile(_path, copy: true).Load(s_layout)).Message,
            StringComparison.Ordinal);
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
        var other = s_layout.With(name: "Other", fingerprint: 0xfedcba9876543210);
        Assert.Contains(
            "was packed for Other, weights of 628 bytes of Float32 with the fingerprint fedcba9876543210; Net needs weights of 628 bytes of Float32 with "
                + "0123456789abcdef",
            Refused(Packed(other)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_the_same_weights_may_have_another_name() =>
        Assert.Equal(Layouts.Packed(s_layout, WeightSource.CreateRandom(3)), Layouts.Packed(s_layout.With(name: "Renamed"), WeightSource.FromBytes(s_file)));

    /// <summary>Its weights fit, and its sample is one of other shapes.</summary>
    [Fact]
    public void A_network_of_the_same_weights_may_have_another_input()
    {
        var wider = s_layout.With(inputLengths: [2]);
        Assert.Equal(Layouts.Packed(s_layout, WeightSource.CreateRandom(3)), Layouts.Packed(wider, WeightSource.FromBytes(s_file)));
    }

    [Fact]
    public void Damage_is_named_with_the_checksums_that_were_found_and_expected()
    {
        var file = s_file.ToArray();
        file[^1] ^= 1;
        Assert.Matches("is damaged: the checksums of its sample are ([0-9a-f]{8} ?){4}; ([0-9a-f]{8} ?){4} are expected", Refused(file));
    }

    [Fact]
    public void Another_version_is_refused_with_the_one_that_is_accepted()
    {
        var file = s_file.ToArray();
        file[8] = 2;
        Assert.Contains(
            "packed weights of version 2 with a header of 4096 bytes; version 3 with 4096 is accepted. Pack the weights again.",
            Refused(file),
            StringComparison.Ordinal);
    }

    /// <summary>Headers whose checksums are right, as only somebody means to write them.</summary>
    [Theory]
    [InlineData(0, long.MaxValue)]
    [InlineData(0, -1)]
    [InlineData(0, 0)]
    [InlineData(0, 1L << 32)]
    [InlineData(1, long.MaxValue)]
    [InlineData(1, long.MinValue)]
    [InlineData(1, 1L << 62)]
    public void A_length_that_is_made_up_is_refused(int region, long length) => Refused(Written(region, made => made with { Length = length }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -64)]
    [InlineData(0, 1L << 40)]
    [InlineData(1, 4096)]
    [InlineData(1, long.MaxValue - 63)]
    public void A_place_that_is_made_up_is_refused(int region, long offset) =>
        Assert.Contains($"begins at {offset}", Refused(Written(region, made => made with { Offset = offset })), StringComparison.Ordinal);

    [Fact]
    public void Weights_of_another_element_type_are_refused_by_its_number() =>
        Assert.Contains("628 bytes of 4 with", Refused(Written(0, made => made with { Element = (RegionElement)4 })), StringComparison.Ordinal);

    /// <summary>So that a later version may add something that earlier ones do without.</summary>
    [Fact]
    public void A_region_of_a_kind_that_is_not_known_is_passed_by_but_not_unchecked()
    {
        var other = Written(1, made => made with { Kind = (RegionKind)7 });
        using (var loaded = WeightSource.FromBytes(other).Load(s_layout))
        {
            Assert.Equal(s_layout.WeightsBytes, loaded.Memory.Bytes);
        }

        other[^1] ^= 1;
        Assert.Contains("the checksums of its 7 are", Refused(other), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_says_which_weights_were_packed()
    {
        var safetensors = Layouts.File([new("a.weight", [5, 3], new float[15]), new("a.bias", [5], new float[5]), new("b.weight", [11, 7], new float[77])]);
        var data = safetensors[^(97 * sizeof(float))..];
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(data));
        var packed = Packed(s_layout, WeightSource.FromBytes(safetensors));
        Assert.Equal(expected, HashIn(packed));
        Assert.Equal(expected, HashIn(Packed(s_layout, WeightSource.FromBytes(packed))));
        Assert.Null(HashIn(s_file));
    }

    /// <summary>Other programs write no hash.</summary>
    [Fact]
    public void Data_is_hashed_where_its_file_says_nothing()
    {
        using var stream = new MemoryStream();
        PackedFile.Write<FirstWeight>(Line.Layout, WeightSource.FromBytes(RawFile.Of(Line.Header, Line.Data)), stream, []);
        using var packed = WeightSource.FromBytes(stream.ToArray()).Load(Line.Layout);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Line.Data)), packed.Origin!.Hash);
    }

    [Fact]
    public void A_long_name_with_line_ends_comes_into_messages_as_one_short_line()
    {
        var file = Packed(s_layout.With(name: "a\n" + new string('ü', 5000), fingerprint: 1));
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
        PackedFile.Write<FirstWeight>(layout, source ?? WeightSource.CreateRandom(3), stream, []);
        return stream.ToArray();
    }

    /// <summary>The file with one of its regions said to be another, under checksums that are right.</summary>
    private static byte[] Written(int region, Func<PackedRegion, PackedRegion> made)
    {
        using var bytes = ByteSources.Pin(s_file, "the file");
        var header = PackedHeader.Read(bytes);
        var regions = header.Regions.ToArray();
        regions[region] = made(regions[region]);
        return [.. (header with { Regions = regions }).ToBytes(), .. s_file[HeaderLength..]];
    }

    private static string? HashIn(byte[] file)
    {
        using var loaded = WeightSource.FromBytes(file).Load(s_layout);
        return loaded.Origin!.Hash;
    }

    private static string Refused(byte[] file) =>
        Assert.Throws<WeightException>(() => WeightSource.FromBytes(file).Load(s_layout)).Message;

    private readonly struct FirstWeight : INetworkProgram
    {
        public static void Execute(in Frame frame) => frame.Output<float>(0) = frame.Input<float>(0) * frame.Weights<float>(0);
    }
}
