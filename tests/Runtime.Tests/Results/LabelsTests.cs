using System.Text;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Results;

public sealed class LabelsTests
{
    [Theory]
    [InlineData("cat\ndog\nhot dog")]
    [InlineData("cat\ndog\nhot dog\n")]
    [InlineData("cat\r\ndog\r\nhot dog\r\n")]
    [InlineData("cat\r\ndog\nhot dog\n\n \r\n")]
    [InlineData("\uFEFFcat \n dog\nhot dog")]
    public void A_file_is_read_line_by_line_whatever_its_line_ends(string text) =>
        Assert.Equal(["cat", "dog", "hot dog"], Names(Read(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_blank_line_between_names_keeps_its_place() =>
        Assert.Equal(["cat", "", "dog"], Names(Labels.FromLines(["cat", "", "dog", ""])));

    [Fact]
    public void Names_may_be_in_any_script() =>
        Assert.Equal(["Katze", "кошка", "猫"], Names(Read(Encoding.UTF8.GetBytes("Katze\nкошка\n猫\n"))));

    [Fact]
    public void An_empty_file_has_no_names() => Assert.Equal(0, Read([]).Count);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_class_beyond_the_names_is_refused_by_its_number(int index)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Labels.FromLines(["cat", "dog"])[index]);
        Assert.Contains($"{index}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_of_input_and_output() =>
        Assert.ThrowsAny<IOException>(() => Labels.FromFile(Path.Combine(Path.GetTempPath(), "no", "such", "file")));

    private static IEnumerable<string> Names(Labels labels) => Enumerable.Range(0, labels.Count).Select(index => labels[index]);

    private static Labels Read(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return Labels.FromFile(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
