using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>The columns of tables: <c>file</c>, <c>truth</c>, <c>error</c>, and <c>label_1</c>, <c>index_1</c>, <c>score_1</c> for each place.</summary>
internal static class Columns
{
    public const string File = "file";
    public const string Truth = "truth";
    public const string Error = "error";

    public static string Label(int place) => "label_" + Invariant.Format(place + 1);

    public static string Index(int place) => "index_" + Invariant.Format(place + 1);

    public static string Score(int place) => "score_" + Invariant.Format(place + 1);

    /// <summary>What stands at a place of a row, or null.</summary>
    public static Prediction? At(Row row, int place) => place < row.Best.Length ? row.Best[place] : null;
}
