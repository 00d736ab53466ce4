using System.Text.Encodings.Web;
using System.Text.Json;

namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>An object of JSON in each line: <c>file</c>, <c>truth</c> if it is known, and <c>labels</c> or <c>error</c>.</summary>
internal sealed class JsonLines(ClassNames classes) : RowFormat
{
    public const string FileEnding = ".jsonl";

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override string Ending => FileEnding;

    public override void Write(Stream stream, IReadOnlyList<Row> rows)
    {
        using var json = new Utf8JsonWriter(stream, s_options);
        foreach (var row in rows)
        {
            Write(json, row);
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    public override void Join(Stream stream, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            using var part = File.OpenRead(file);
            part.CopyTo(stream);
        }
    }

    private void Write(Utf8JsonWriter json, Row row)
    {
        json.WriteStartObject();
        json.WriteString("file", row.File);
        if (row.Truth is { } truth)
        {
            json.WriteNumber("truth", truth);
        }

        if (row.Error is not null)
        {
            json.WriteString("error", row.Error);
        }
        else
        {
            json.WriteStartArray("labels");
            foreach (var best in row.Best)
            {
                Write(json, best);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Numbers of JSON are finite; the others are words, as the service writes them.</summary>
    private void Write(Utf8JsonWriter json, Prediction best)
    {
        json.WriteStartObject();
        if (classes.Label(best.Index) is { } label)
        {
            json.WriteString("label", label);
        }

        json.WriteNumber("index", best.Index);
        if (float.IsFinite(best.Score))
        {
            json.WriteNumber("score", best.Score);
        }
        else
        {
            json.WriteString("score", Generator.Support.Invariant.Format(best.Score));
        }

        json.WriteEndObject();
    }
}
