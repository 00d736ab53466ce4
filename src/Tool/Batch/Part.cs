using MobileNetGen.Tool.Batch.Rows;

namespace MobileNetGen.Tool.Batch;

/// <summary>Images that follow one another, whose results are a file. Workers fill it together.</summary>
internal sealed class Part(int number, ListedImage[] images)
{
    private readonly Row[] _rows = new Row[images.Length];
    private int _left = images.Length;

    public int Number => number;

    public IReadOnlyList<ListedImage> Images => images;

    public IReadOnlyList<Row> Rows => _rows;

    /// <returns>True for the last row: whoever puts it has all others.</returns>
    public bool Put(int index, Row row)
    {
        _rows[index] = row;
        return Interlocked.Decrement(ref _left) == 0;
    }
}
