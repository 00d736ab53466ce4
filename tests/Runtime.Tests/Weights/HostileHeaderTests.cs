using System.Text;
using Xunit;
using static MobileNetGen.Runtime.Tests.Weights.RawFile;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Files that break one rule of the format each.</summary>
public sealed class HostileHeaderTests
{
    private const string F32 = "F32";

    public static TheoryData<string, string> BrokenHeaders => new()
    {
        // A name, or a key, twice.
        { $"{{{Line.Weight},{Entry("fc.weight", F32, "[1]", 8, 12)}}}", "\"fc.weight\" twice" },
        { $"{{{Line.Weight},{Entry("fc.w\\u0065ight", F32, "[1]", 8, 12)}}}", "\"fc.weight\" twice" },
        { """{"fc.weight":{"dtype":"F32","dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "\"dtype\" too often" },
        { """{"fc.weight":{"dtype":"F32","shape":[3],"shape":[3],"data_offsets":[0,12]}}""", "\"shape\" too often" },
        { """{"fc.weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"data_offsets":[0,12]}}""", "\"data_offsets\" too often" },
        { """{"fc.weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12],"device":"cpu"}}""", "\"device\"" },
        { """{"__metadata__":{},"__metadata__":{},"fc.weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "\"__metadata__\" twice" },

        // Something left out, or something else in its place.
        { """{"fc.weight":{"shape":[3],"data_offsets":[0,12]}}""", "\"fc.weight\" lacks" },
        { """{"fc.weight":{"dtype":"F32","data_offsets":[0,12]}}""", "\"fc.weight\" lacks" },
        { """{"fc.weight":{"dtype":"F32","shape":[3]}}""", "\"fc.weight\" lacks" },
        { """{"fc.weight":{"dtype":"F32","shape":[3],"data_offsets":[0]}}""", "\"fc.weight\" lacks" },
        { """{"fc.weight":{"dtype":"F32","shape":[3],"data_offsets":[0,12,12]}}""", "\"fc.weight\" lacks" },
        { """{"fc.weight":{"dtype":null,"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "the dtype of \"fc.weight\" is no string" },
        { """{"fc.weight":{"dtype":32,"shape":[3],"data_offsets":[0,12]}}""", "the dtype of \"fc.weight\" is no string" },
        { """{"fc.weight":{"dtype":"F32","shape":3,"data_offsets":[0,12]}}""", "array of integers" },
        { """{"fc.weight":{"dtype":"F32","shape":null,"data_offsets":[0,12]}}""", "array of integers" },
        { """{"fc.weight":{"dtype":"F32","shape":[3.5],"data_offsets":[0,12]}}""", "not the JSON that is expected" },
        { """{"fc.weight":{"dtype":"F32","shape":["3"],"data_offsets":[0,12]}}""", "not the JSON that is expected" },
        { """{"fc.weight":{"dtype":"F32","shape":[[3]],"data_offsets":[0,12]}}""", "not the JSON that is expected" },
        { """{"fc.weight":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,12]}}""", "not the JSON that is expected" },
        { """{"fc.weight":[0,12]}""", "\"fc.weight\" is no object" },
        { """{"fc.weight":null}""", "\"fc.weight\" is no object" },

        // Types.
        { $"{{{Entry("fc.weight", "F99", "[1,2]", 0, 8)},{Line.Bias}}}", "unknown dtype \"F99\"" },
        { $"{{{Entry("fc.weight", "f32", "[1,2]", 0, 8)},{Line.Bias}}}", "unknown dtype \"f32\"" },

        // Sizes.
        { $"{{{Entry("fc.weight", F32, "[-1,-2]", 0, 8)},{Line.Bias}}}", "negative number -1" },
        { $"{{{Entry("fc.weight", F32, "[1,3]", 0, 8)},{Line.Bias}}}", "F32 [1, 3], does not fit its data_offsets 0 to 8" },
        { $"{{{Entry("fc.weight", F32, "[4611686018427387904,4]", 0, 8)},{Line.Bias}}}", "does not fit" },
        { $"{{{Entry("fc.weight", F32, "[4294967296,4294967296,1,2]", 0, 8)},{Line.Bias}}}", "does not fit" },
        { $"{{{Entry("fc.weight", F32, "[9223372036854775807,9223372036854775807,0]", 0, 0)},{Line.Bias}}}", "does not fit" },
        {
            $"{{{Entry("fc.weight", F32, "[1000000000,100000000]", 0, 400_000_000_000_000_000)},{Line.Bias}}}",
            "starts at 8 of the data, where 400000000000000000 is expected"
        },

        // Offsets.
        { $"{{{Entry("fc.weight", F32, "[1,2]", 0, 8)},{Entry("fc.bias", F32, "[1]", 4, 8)}}}", "\"fc.bias\" starts at 4 of the data, where 8 is expected" },
        { $"{{{Entry("fc.weight", F32, "[1,2]", 0, 8)},{Entry("fc.bias", F32, "[3]", 0, 12)}}}", "\"fc.bias\" starts at 0 of the data, where 8 is expected" },
        { $"{{{Entry("fc.weight", F32, "[1]", 0, 4)},{Entry("fc.bias", F32, "[1]", 8, 12)}}}", "\"fc.bias\" starts at 8 of the data, where 4 is expected" },
        { $"{{{Entry("fc.weight", F32, "[2]", 4, 12)}}}", "\"fc.weight\" starts at 4 of the data, where 0 is expected" },
        { $"{{{Entry("fc.weight", "U8", "[3]", 0, 3)},{Entry("fc.bias", F32, "[2]", 4, 12)}}}", "\"fc.bias\" starts at 4 of the data, where 3 is expected" },
        { $"{{{Entry("fc.weight", F32, "[2]", 8, 0)}}}", "data_offsets 8 to 0" },
        { $"{{{Entry("fc.weight", F32, "[3]", -12, 0)}}}", "negative number -12" },
        { $"{{{Line.Weight}}}", "end at 8 of the data, which has 12 bytes" },
        { $"{{{Line.Weight},{Entry("fc.bias", F32, "[2]", 8, 16)}}}", "end at 16 of the data, which has 12 bytes" },
        { "{}", "end at 0 of the data, which has 12 bytes" },

        // Metadata.
        { $"{{\"__metadata__\":{{\"a\":1}},{Line.Weight},{Line.Bias}}}", "no string" },
        { $"{{\"__metadata__\":{{\"a\":{{}}}},{Line.Weight},{Line.Bias}}}", "no string" },
        { $"{{\"__metadata__\":[],{Line.Weight},{Line.Bias}}}", "__metadata__ is no object" },
        { $"{{\"__metadata__\":{{\"a\":\"1\",\"a\":\"2\"}},{Line.Weight},{Line.Bias}}}", "a key twice" },

        // JSON.
        { "[1]", "begin with {" },
        { " {}", "begin with {" },
        { "", "begin with {" },
        { "{", "not the JSON that is expected" },
        { Line.Header + "{}", "not the JSON that is expected" },
        { Line.Header + ",", "not the JSON that is expected" },
        { Line.Header[..^1] + ",}", "not the JSON that is expected" },
        { "{/* free */" + Line.Header[1..], "not the JSON that is expected" },
        { Line.Header + "\0", "not the JSON that is expected" },
        { $"{{{Entry("\\ud800", F32, "[3]", 0, 12)}}}", "not the JSON that is expected" },
        { $"{{{Entry("a\\nb", F32, "[3]", 0, 12)}}}", "a name has a control character" },
        { $"{{{Entry("fc.weight", "F32\\u001b[2J", "[3]", 0, 12)}}}", "the dtype of \"fc.weight\" has a control character" },
    };

    [Theory, MemberData(nameof(BrokenHeaders))]
    public void A_header_that_breaks_a_rule_is_refused_with_what_was_found(string header, string found)
    {
        var message = Line.Refused(Of(header, Line.Data)).Message;
        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.StartsWith("the byte array is no", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void What_the_rules_allow_is_read()
    {
        var header = $"{{\"__metadata__\":{{\"format\":\"pt\",\"\":\"\\n\"}}, {Line.Bias} ,\t{Line.Weight}}}  \n ";
        Assert.Equal((5f, 2f, 3f), Line.Load(WeightSource.FromBytes(Of(header, Line.Data))));
    }

    [Fact]
    public void A_file_cut_at_any_offset_is_refused()
    {
        var whole = Of(Line.Header, Line.Data);
        Assert.All(Enumerable.Range(0, whole.Length), length => Line.Refused(whole[..length]));
    }

    [Fact]
    public void A_file_with_bytes_after_its_tensors_is_refused_with_both_lengths() =>
        Assert.Contains("end at 12 of the data, which has 13 bytes", Line.Refused([.. Of(Line.Header, Line.Data), 0]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(100_000_001)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData((ulong)long.MaxValue + 1)]
    [InlineData(ulong.MaxValue)]
    [InlineData(ulong.MaxValue - 7)]
    public void A_header_longer_than_the_file_is_refused_before_anything_is_made_for_it(ulong declared)
    {
        byte[] file = [.. Prefix(declared), .. Encoding.UTF8.GetBytes(Line.Header), .. Line.Data];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var message = Line.Refused(file).Message;
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, "memory was made for a length that was only declared");
        Assert.Contains($"{declared}", message, StringComparison.Ordinal);
        Assert.Contains($"{file.Length - 8}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_format_allows_is_refused_even_if_it_is_there()
    {
        const int maxBytes = 100_000_000;
        var file = new byte[8 + maxBytes + 1 + Line.Data.Length];
        file.AsSpan().Fill((byte)' ');
        Prefix(maxBytes + 1).CopyTo(file, 0);
        Encoding.UTF8.GetBytes(Line.Header).CopyTo(file, 8);
        Line.Data.CopyTo(file, file.Length - Line.Data.Length);
        Assert.Contains("100000000 are the most", Line.Refused(file).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xC0)]
    [InlineData(0x80)]
    public void A_header_that_is_no_UTF8_is_refused(byte wrong)
    {
        var header = Encoding.UTF8.GetBytes(Line.Header);
        header[Line.Header.IndexOf("fc.weight", StringComparison.Ordinal)] = wrong;
        Assert.Contains("not the JSON that is expected", Line.Refused(Of(header, Line.Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_refused() =>
        Assert.Contains("begin with {", Line.Refused(Of("\uFEFF" + Line.Header, Line.Data)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused_without_deep_recursion() =>
        Assert.Contains(
            "not the JSON that is expected",
            Line.Refused(Of("{\"fc.weight\":{\"shape\":" + new string('[', 1_000_000), Line.Data)).Message,
            StringComparison.Ordinal);
}
