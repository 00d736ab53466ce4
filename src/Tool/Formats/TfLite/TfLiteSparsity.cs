using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>
/// Constants of which only some elements are in the file. The dimensions are walked in an order of the file's; of each, either every place is
/// there, or a list says which ones are, as in compressed sparse rows. Dimensions may be cut into blocks, whose inner places are walked last.
/// </summary>
internal sealed class TfLiteSparsity
{
    private readonly TfLiteTensor _tensor;
    private readonly int[] _order;
    private readonly int[] _blockMap;
    private readonly Level[] _levels;
    private readonly int[] _extents;
    private readonly int[] _places;
    private readonly double[] _held;
    private readonly double[] _dense;

    private TfLiteSparsity(TfLiteTensor tensor, double[] held, FlatTable table)
    {
        (_tensor, _held) = (tensor, held);
        _order = table.Integers(Sparsity.TraversalOrder) ?? [];
        _blockMap = table.Integers(Sparsity.BlockMap) ?? [];
        _levels = [.. table.Tables(Sparsity.Dimensions, 2 * Limits.MaxRank).Select(Level.Of)];
        _places = new int[_order.Length];
        var rank = tensor.Shape.Length;
        if (_order.Length != rank + _blockMap.Length || _levels.Length != _order.Length || !_order.Order().SequenceEqual(Enumerable.Range(0, _order.Length))
            || _blockMap.Any(dimension => dimension < 0 || dimension >= rank) || tensor.ZeroPoint.Any(zero => zero != 0))
        {
            throw Malformed();
        }

        _extents = [.. Enumerable.Range(0, _order.Length).Select(ExtentOf)];
        if (_levels.Where((level, index) => level.IsDense && level.Size != _extents[_order[index]]).Any())
        {
            throw Malformed();
        }

        _dense = new double[Constant.LengthOf(tensor.Shape)];
    }

    /// <summary>All elements, 0 where the file has none.</summary>
    /// <exception cref="ToolException">The lists do not fit the tensor.</exception>
    public static double[] Dense(TfLiteTensor tensor, double[] held, FlatTable table)
    {
        var sparsity = new TfLiteSparsity(tensor, held, table);
        sparsity.Walk(0, 0);
        return sparsity._dense;
    }

    private void Walk(int level, int from)
    {
        if (level == _levels.Length)
        {
            _dense[Target()] = from < _held.Length ? _held[from] : throw Malformed();
            return;
        }

        var (dimension, axis) = (_levels[level], _order[level]);
        var (start, end) = dimension.IsDense ? (0, dimension.Size) : dimension.Segment(from) ?? throw Malformed();
        for (var index = start; index < end; index++)
        {
            _places[axis] = dimension.IsDense ? index : dimension.Indices[index];
            if (_places[axis] < 0 || _places[axis] >= _extents[axis])
            {
                throw Malformed();
            }

            Walk(level + 1, dimension.IsDense ? (from * dimension.Size) + index : index);
        }
    }

    /// <summary>Where the element goes whose places were walked to.</summary>
    private int Target()
    {
        var (rank, target) = (_tensor.Shape.Length, 0);
        for (var axis = 0; axis < rank; axis++)
        {
            var block = Array.IndexOf(_blockMap, axis);
            var place = block < 0 ? _places[axis] : (_places[axis] * _extents[rank + block]) + _places[rank + block];
            target = (target * _tensor.Shape[axis]) + place;
        }

        return target;
    }

    /// <summary>How many places a dimension has: blocks of an axis, or elements of a block, which are all there.</summary>
    private int ExtentOf(int dimension)
    {
        var rank = _tensor.Shape.Length;
        if (dimension >= rank)
        {
            var level = _levels[Array.IndexOf(_order, dimension)];
            return level.IsDense && level.Size > 0 ? level.Size : throw Malformed();
        }

        var block = Array.IndexOf(_blockMap, dimension);
        var size = block < 0 ? 1 : ExtentOf(rank + block);
        return _tensor.Shape[dimension] % size == 0 ? _tensor.Shape[dimension] / size : throw Malformed();
    }

    private ToolException Malformed() => new($"the sparse tensor \"{_tensor.Name}\" of {_tensor.DisplayShape} is malformed, or not symmetric.");

    /// <param name="IsDense">True if all places are there.</param>
    /// <param name="Size">How many they are then.</param>
    /// <param name="Segments">Where the indices of each place of the dimension before begin, and end.</param>
    /// <param name="Indices">The places that are there.</param>
    private sealed record Level(bool IsDense, int Size, int[] Segments, int[] Indices)
    {
        public static Level Of(FlatTable table) => new(
            table.Byte(SparseDimension.Format) == 0,
            table.Integer(SparseDimension.DenseSize),
            Numbers(table, SparseDimension.SegmentsKind, SparseDimension.Segments),
            Numbers(table, SparseDimension.IndicesKind, SparseDimension.Indices));

        public (int Start, int End)? Segment(int from) => from < Segments.Length - 1 && (Segments[from], Segments[from + 1]) is var (start, end)
            && start >= 0 && start <= end && end <= Indices.Length
            ? (start, end)
            : null;

        /// <summary>A list of integers, of 16 bits or of bytes, as its kind says.</summary>
        private static int[] Numbers(FlatTable table, int kind, int field) => (table.Byte(kind), table.Table(field)) switch
        {
            (1, { } list) => list.Vector<int>(0),
            (2, { } list) => [.. list.Vector<ushort>(0).Select(value => (int)value)],
            (3, { } list) => [.. list.Vector<byte>(0).Select(value => (int)value)],
            _ => [],
        };
    }
}
