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

    [Theory]
    [InlineData("utf-16", "FFFE")]
    [InlineData("utf-16BE", "FEFF")]
    [InlineData("utf-8", "EFBBBF")]
    public void A_mark_says_the_encoding(string encoding, string mark) =>
        Assert.Equal(["Käfer", "", "猫"], Names(Read([.. Convert.FromHexString(mark), .. Encoding.GetEncoding(encoding).GetBytes("Käfer\r\n\r\n猫\r\n")])));

    [Theory]
    [InlineData("636166E90A646F670A", "E9")]
    [InlineData("FFFE00D8410A00", "UTF-16")]
    [InlineData("6300610074000A00", "U+0000")]
    [InlineData("646F671B5B316D", "U+001B")]
    public void Bytes_that_are_no_text_on_a_line_are_refused(string bytes, string said) =>
        Assert.Contains(said, Assert.Throws<InvalidDataException>(() => Read(Convert.FromHexString(bytes))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cat\n\n\n", 3, "cat  ")]
    [InlineData("cat\ndog\n\n\n", 2, "cat dog")]
    [InlineData("cat\ndog\n", 3, null)]
    [InlineData("cat\ndog\nbird\n", 2, null)]
    public void Names_for_so_many_classes_are_so_many(string text, int classes, string? expected)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            if (expected is null)
            {
                Assert.Contains(
                    $"the network has {classes} classes",
                    Assert.Throws<InvalidDataException>(() => Labels.FromFile(path, classes)).Message,
                    StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(expected.Split(' '), Names(Labels.FromFile(path, classes)));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_empty_file_has_no_names() => Assert.Empty(Read([]));

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

    [Fact]
    public void Embedded_labels_are_read_and_counted()
    {
        var assembly = typeof(LabelsTests).Assembly;
        Assert.Equal(["cat", "", "dog"], Labels.FromResource(assembly, "three.labels"));
        Assert.Equal(["cat", "", "dog", ""], Labels.FromResource(assembly, "three.labels", 4));
        Assert.Contains(
            "three.labels: 3 labels; the network has 2 classes",
            Wrong(() => Labels.FromResource(assembly, "three.labels", 2)),
            StringComparison.Ordinal);
        Assert.Contains("no embedded resource \"none\"; it has", Wrong(() => Labels.FromResource(assembly, "none")), StringComparison.Ordinal);

        static string Wrong(Action read) => Assert.Throws<InvalidDataException>(read).Message;
    }

    [Fact]
    public void Labels_are_a_list() => Assert.Equal([("cat", 0), ("dog", 1)], Labels.FromLines(["cat", "dog"]).Select((name, index) => (name, index)));

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
