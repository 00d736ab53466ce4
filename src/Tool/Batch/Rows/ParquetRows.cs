using Parquet;
using Parquet.Schema;

namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>A table in columns, as databases and data frames read it (Apache Parquet).</summary>
internal sealed class ParquetRows : RowFormat
{
    public const string FileEnding = ".parquet";

    /// <summary>The rows of a group are in memory together.</summary>
    private const int RowsOfAGroup = 1 << 14;

    private static readonly DataField s_file = new(Columns.File, typeof(string), isNullable: false);
    private static readonly DataField s_truth = new(Columns.Truth, typeof(int), isNullable: true);
    private static readonly DataField s_error = new(Columns.Error, typeof(string), isNullable: true);

    private readonly ClassNames _classes;
    private readonly (DataField Label, DataField Index, DataField Score)[] _places;
    private readonly ParquetSchema _schema;

    public ParquetRows(ClassNames classes, int top)
    {
        _classes = classes;
        _places = [.. Enumerable.Range(0, top).Select(place => (
            new DataField(Columns.Label(place), typeof(string), isNullable: true),
            new DataField(Columns.Index(place), typeof(int), isNullable: true),
            new DataField(Columns.Score(place), typeof(float), isNullable: true)))];
        _schema = new ParquetSchema([s_file, s_truth, s_error, .. _places.SelectMany(place => new[] { place.Label, place.Index, place.Score })]);
    }

    public override string Ending => FileEnding;

    public override void Write(Stream stream, IReadOnlyList<Row> rows) => Write(stream, rows.Chunk(RowsOfAGroup)).GetAwaiter().GetResult();

    public override void Join(Stream stream, IEnumerable<string> files) =>
        Write(stream, files.SelectMany(file => Read(file).GetAwaiter().GetResult()).Chunk(RowsOfAGroup)).GetAwaiter().GetResult();

    private async Task Write(Stream stream, IEnumerable<Row[]> groups)
    {
        await using var writer = await ParquetWriter.CreateAsync(_schema, stream);
        foreach (var rows in groups)
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(s_file, [.. rows.Select(row => row.File)]);
            await group.WriteAsync<int>(s_truth, rows.Select(row => row.Truth).ToArray());
            await group.WriteAsync(s_error, [.. rows.Select(row => row.Error!)]);
            for (var place = 0; place < _places.Length; place++)
            {
                Prediction?[] best = [.. rows.Select(row => Columns.At(row, place))];
                await group.WriteAsync(_places[place].Label, [.. best.Select(one => one is null ? null! : _classes.Label(one.Value.Index)!)]);
                await group.WriteAsync<int>(_places[place].Index, best.Select(one => one?.Index).ToArray());
                await group.WriteAsync<float>(_places[place].Score, best.Select(one => one?.Score).ToArray());
            }
        }
    }

    private async Task<List<Row>> Read(string file)
    {
        var rows = new List<Row>();
        await using var reader = await ParquetReader.CreateAsync(file);
        foreach (var group in reader.RowGroups)
        {
            var count = (int)group.RowCount;
            var (files, truths, errors) = (new string?[count], new int?[count], new string?[count]);
            await group.ReadAsync(s_file, files.AsMemory());
            await group.ReadAsync<int>(s_truth, truths.AsMemory());
            await group.ReadAsync(s_error, errors.AsMemory());
            var (indices, scores) = (new int?[_places.Length][], new float?[_places.Length][]);
            for (var place = 0; place < _places.Length; place++)
            {
                (indices[place], scores[place]) = (new int?[count], new float?[count]);
                await group.ReadAsync<int>(_places[place].Index, indices[place].AsMemory());
                await group.ReadAsync<float>(_places[place].Score, scores[place].AsMemory());
            }

            rows.AddRange(Enumerable.Range(0, count).Select(row => new Row(files[row]!, truths[row], Best(row, indices, scores), errors[row])));
        }

        return rows;
    }

    private static Prediction[] Best(int row, int?[][] indices, float?[][] scores) =>
        [.. indices.Zip(scores, (index, score) => (Index: index[row], Score: score[row]))
            .TakeWhile(best => best.Index is not null)
            .Select(best => new Prediction(best.Index!.Value, best.Score!.Value))];
}
