using System.Text.Json;
using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Harness;
using nietras.SeparatedValues;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>What <c>classify</c> writes of many images.</summary>
public sealed class ClassifyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Each_image_has_the_answer_that_run_gives_it()
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 3);
        tiny.Done(photos, _folder.Path("out.jsonl"), "--top", "2");
        var rows = File.ReadAllLines(_folder.Path("out.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        for (var index = 0; index < 3; index++)
        {
            var image = Path.Combine(photos, $"000{index}.bmp");
            Assert.Equal(ToolProgram.Done, ToolRun.Of("run", tiny.Network, "--input", image, "--output", _folder.Path("y.npy")).Exit);
            var best = Ranking.Top(NpyFile.Read(_folder.Path("y.npy")).Values, 2);
            Assert.Equal(image, rows[index].GetProperty("file").GetString());
            Assert.Equal(
                best.Select(one => (one.Index, one.Score)),
                rows[index].GetProperty("labels").EnumerateArray().Select(one => (one.GetProperty("index").GetInt32(), one.GetProperty("score").GetSingle())));
        }
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Threads_shards_and_the_size_of_parts_change_no_byte(string format)
    {
        var tiny = new TinyClassifier(_folder, "a\nb\nc\nd\ne");
        var photos = Photos.Folder(_folder, "photos", 40, damaged: 17);
        var whole = _folder.Path("whole." + format);
        var shared = _folder.Path("shared." + format);
        tiny.Run(photos, whole, "--threads", "1", "--part-size", "40");
        for (var shard = 2; shard >= 0; shard--)
        {
            Assert.Equal(ToolProgram.Done, tiny.Run(photos, shared, "--part-size", "7", "--shard", $"{shard}", "--shards", "3").Exit);
        }

        Assert.False(File.Exists(shared));
        Assert.Equal(ToolProgram.Done, tiny.Run(photos, shared, "--part-size", "7", "--resume").Exit);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(shared));
        Assert.False(Directory.Exists(shared + ".parts"));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Shards_fill_a_folder_as_one_run_does(string format)
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 25);
        tiny.Done(photos, _folder.Path("one"), "--part-size", "4", "--format", format);
        tiny.Done(photos, _folder.Path("two"), "--part-size", "4", "--format", format, "--shard", "1", "--shards", "2");
        tiny.Done(photos, _folder.Path("two"), "--part-size", "4", "--format", format, "--shard", "0", "--shards", "2");
        Assert.Equal(FullDisk.Content(_folder.Path("one")), FullDisk.Content(_folder.Path("two")));
        Assert.Equal(7, Directory.GetFiles(_folder.Path("one"), "*." + format).Length);
    }

    [Fact]
    public void Damaged_images_are_rows_with_their_error_and_are_counted()
    {
        var tiny = new TinyClassifier(_folder);
        var run = tiny.Run(Photos.Folder(_folder, "photos", 6, 1, 4), _folder.Path("out.jsonl"));
        Assert.Equal(ToolProgram.Done, run.Exit);
        Assert.Contains("6 images, 2 of them without an answer.", run.Output, StringComparison.Ordinal);
        Assert.Contains("0001.bmp: ", run.Errors, StringComparison.Ordinal);
        var rows = File.ReadAllLines(_folder.Path("out.jsonl"));
        Assert.Equal([1, 4], Enumerable.Range(0, 6).Where(row => rows[row].Contains("\"error\":\"", StringComparison.Ordinal)));
        Assert.Equal(2, rows.Count(row => !row.Contains("\"labels\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void More_damaged_images_than_are_allowed_end_the_run()
    {
        var tiny = new TinyClassifier(_folder);
        var photos = Photos.Folder(_folder, "photos", 6, 1, 4);
        var run = tiny.Run(photos, _folder.Path("out.csv"), "--max-errors", "1");
        Assert.Equal(ToolProgram.CheckFailed, run.Exit);
        Assert.Contains("more than 1 images", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("out.csv")));
        Assert.Equal(ToolProgram.Done, tiny.Run(photos, _folder.Path("out.csv"), "--max-errors", "2", "--resume").Exit);
    }

    [Fact]
    public void A_table_has_names_and_scores_in_columns()
    {
        var tiny = new TinyClassifier(_folder, "a, \"b\"\nc\nd\ne\nf");
        var photos = Photos.Folder(_folder, "photos", 2, damaged: 1);
        tiny.Run(photos, _folder.Path("out.csv"), "--top", "5");
        using var reader = Sep.New(',').Reader(options => options with { Unescape = true }).FromFile(_folder.Path("out.csv"));
        Assert.Equal(18, reader.Header.ColNames.Count);
        Assert.True(reader.MoveNext());
        var names = Enumerable.Range(1, 5).ToDictionary(
            place => reader.Current[$"index_{place}"].ToString(),
            place => reader.Current[$"label_{place}"].ToString());
        Assert.Equal("a, \"b\"", names["0"]);
        Assert.Equal("", reader.Current["error"].ToString());
        Assert.True(reader.MoveNext());
        Assert.NotEqual("", reader.Current["error"].ToString());
        Assert.Equal("", reader.Current["score_1"].ToString());
    }

    [Fact]
    public async Task Parquet_has_the_numbers_of_the_other_forms()
    {
        var tiny = new TinyClassifier(_folder, "a\nb\nc\nd\ne");
        var photos = Photos.Folder(_folder, "photos", 30, damaged: 2);
        tiny.Run(photos, _folder.Path("out.parquet"), "--part-size", "8");
        tiny.Run(photos, _folder.Path("out.jsonl"));
        await using var reader = await ParquetReader.CreateAsync(_folder.Path("out.parquet"), cancellationToken: TestContext.Current.CancellationToken);
        var group = Assert.Single(reader.RowGroups);
        var (labels, scores) = (new string?[30], new float?[30]);
        await group.ReadAsync(reader.Schema.FindDataField("label_1"), labels.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        await group.ReadAsync<float>(reader.Schema.FindDataField("score_1"), scores.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        var rows = File.ReadAllLines(_folder.Path("out.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(rows.Select(row => First(row)?.GetProperty("label").GetString()), labels);
        Assert.Equal(rows.Select(row => First(row)?.GetProperty("score").GetSingle()), scores);
        Assert.Null(labels[2]);
    }

    public void Dispose() => _folder.Dispose();

    private static JsonElement? First(JsonElement row) => row.TryGetProperty("labels", out var labels) ? labels[0] : null;
}
