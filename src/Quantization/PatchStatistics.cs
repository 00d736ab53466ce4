using System.Numerics;

namespace MobileNetGen.Quantization;

/// <summary>Means and covariances of a layer's inputs over images, as its quantised network sees them.</summary>
/// <param name="layer">The layer.</param>
/// <param name="images">How many images there are in all.</param>
internal sealed class PatchStatistics(SumLayer layer, int images)
{
    /// <summary>Patches of all images that covariances are made of: fewer where each one takes longer.</summary>
    private const int MinPatches = 1 << 12;
    private const int MaxPatches = 1 << 16;
    private const long Products = 1L << 32;

    /// <summary>Weights of an output that have covariances; beyond, they take more memory than they bring.</summary>
    private const int MaxDepth = 2048;

    private readonly double[] _map = new double[layer.Map.Length];
    private readonly float[][] _products = [.. layer.Depth <= MaxDepth
        ? Enumerable.Range(0, layer.Groups).Select(_ => new float[layer.Depth * layer.Depth])
        : []];

    private readonly double[] _sums = new double[layer.Groups * layer.Depth];
    private int _patches;

    /// <summary>Sees a layer's input on one image.</summary>
    public void See(ReadOnlySpan<float> map)
    {
        for (var index = 0; index < map.Length; index++)
        {
            _map[index] += (double)map[index] / images;
        }

        if (_products.Length == 0)
        {
            return;
        }

        var share = Math.Max(1, (int)Math.Clamp(Products / ((long)layer.Depth * layer.Depth * layer.Groups), MinPatches, MaxPatches) / images);
        var patch = new float[layer.Depth];
        for (var place = 0; place < layer.Result.Pixels; place += Math.Max(1, layer.Result.Pixels / share))
        {
            for (var group = 0; group < layer.Groups; group++)
            {
                layer.Patch(map, place, group, patch.AsSpan());
                AddProducts(patch, _products[group]);
                for (var index = 0; index < patch.Length; index++)
                {
                    _sums[(group * patch.Length) + index] += patch[index];
                }
            }

            _patches++;
        }
    }

    /// <summary>The mean patch of each group over all places of all images.</summary>
    public double[] Means() => layer.MeanPatches(_map);

    /// <summary>A group's covariances, row by row; null for layers that have too many.</summary>
    public double[]? Covariances(int group)
    {
        if (_products.Length == 0 || _patches == 0)
        {
            return null;
        }

        var depth = layer.Depth;
        var covariances = new double[depth * depth];
        for (var row = 0; row < depth; row++)
        {
            for (var column = 0; column < depth; column++)
            {
                var (low, high) = (Math.Min(row, column), Math.Max(row, column));
                var means = _sums[(group * depth) + row] / _patches * (_sums[(group * depth) + column] / _patches);
                covariances[(row * depth) + column] = (_products[group][(low * depth) + high] / _patches) - means;
            }
        }

        return covariances;
    }

    /// <summary>Adds the products of each pair, the upper triangle of them.</summary>
    private static void AddProducts(float[] patch, float[] products)
    {
        for (var row = 0; row < patch.Length; row++)
        {
            var factor = patch[row];
            if (factor == 0)
            {
                continue;
            }

            var from = patch.AsSpan(row);
            var to = products.AsSpan((row * patch.Length) + row, patch.Length - row);
            var index = 0;
            for (; index <= from.Length - Vector<float>.Count; index += Vector<float>.Count)
            {
                (new Vector<float>(to[index..]) + (new Vector<float>(from[index..]) * factor)).CopyTo(to[index..]);
            }

            for (; index < from.Length; index++)
            {
                to[index] += from[index] * factor;
            }
        }
    }
}
