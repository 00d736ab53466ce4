using MobileNetGen.Generator.Graph;
using MobileNetGen.Weights;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>The weights of a layer of integers.</summary>
/// <param name="Values">The weights.</param>
/// <param name="IsSigned">What their type is.</param>
/// <param name="Scales">One for each output.</param>
/// <param name="Zeros">One for each output; null where all are 0.</param>
/// <param name="Bias">One for each output; null for none.</param>
internal sealed record DrawnWeights(int[] Values, bool IsSigned, float[] Scales, int[]? Zeros, int[]? Bias);

/// <summary>
/// Numbers of a network that are drawn while the reference goes through it: what integers stand for is drawn around what a layer really makes, so that
/// outputs use their range and some of them leave it. The network reads the same numbers afterwards.
/// </summary>
internal sealed class DrawnNumbers(int seed, bool hasWeightZeros) : ITensorReader
{
    /// <summary>Draws of a scale until a layer is content.</summary>
    private const int Attempts = 200;

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Steps> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DrawnWeights> _weights = new(StringComparer.Ordinal);

    public WeightSource Source => new WeightSource.TensorSource(this);

    public int Next(int low, int high) => _random.Next(low, high + 1);

    public Steps Set(string tensor, Steps steps) => _steps[tensor] = steps;

    /// <summary>Draws what the integers of a tensor stand for.</summary>
    /// <param name="tensor">The layer that makes it.</param>
    /// <param name="isSigned">Of what type they are.</param>
    /// <param name="low">The least number that occurs.</param>
    /// <param name="high">The largest number that occurs.</param>
    /// <param name="isSound">False for what the layer cannot end in.</param>
    public Steps Choose(string tensor, bool isSigned, double low, double high, Func<Steps, bool>? isSound = null)
    {
        var (from, to) = (Math.Min(low, 0), Math.Max(high, 1e-3));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var scale = (float)((to - from) / 255 * (0.6 + (0.6 * _random.NextDouble())));
            var unsigned = Math.Clamp((int)Math.Round(-from / scale) + Next(-20, 20), 0, 255);
            var steps = new Steps(scale, unsigned - (isSigned ? 128 : 0), isSigned);
            if (isSound?.Invoke(steps) ?? true)
            {
                return Set(tensor, steps);
            }
        }

        throw new InvalidOperationException($"no scale is found for {tensor}");
    }

    /// <summary>Draws the weights of a layer.</summary>
    public DrawnWeights Weights(string layer, int count, int outputs, bool hasBias)
    {
        var isSigned = !hasWeightZeros || Next(0, 1) == 0;
        var isOfOneScale = Next(0, 2) == 0;
        var scale = Scale();
        return _weights[layer] = new DrawnWeights(
            [.. Enumerable.Range(0, count).Select(_ => Next(0, 255) - (isSigned ? 128 : 0))],
            isSigned,
            [.. Enumerable.Range(0, outputs).Select(_ => isOfOneScale ? scale : Scale())],
            isSigned && (!hasWeightZeros || Next(0, 1) == 0) ? null
                : [.. Enumerable.Range(0, outputs).Select(_ => Next(0, 255) - (isSigned ? 128 : 0))],
            hasBias ? [.. Enumerable.Range(0, outputs).Select(_ => Next(-5000, 5000))] : null);
    }

    /// <summary>Draws the integers of a constant map.</summary>
    public int[] Constant(string layer, int count, bool isSigned)
    {
        int[] values = [.. Enumerable.Range(0, count).Select(_ => Next(0, 255) - (isSigned ? 128 : 0))];
        _weights[layer] = new DrawnWeights(values, isSigned, [], null, null);
        return values;
    }

    public float[] Read(TensorSlot slot) => slot.Role == TensorRole.OutputScale ? [_steps[slot.Base].Scale] : _weights[slot.Base].Scales;

    public IntegerTensor Integers(TensorSlot slot) => slot.Role switch
    {
        TensorRole.OutputZeroPoint => new IntegerTensor([_steps[slot.Base].Zero], _steps[slot.Base].IsSigned),
        TensorRole.Bias => new IntegerTensor(_weights[slot.Base].Bias!, true),
        TensorRole.WeightZeroPoint => new IntegerTensor(_weights[slot.Base].Zeros!, _weights[slot.Base].IsSigned),
        TensorRole.Constant => new IntegerTensor(_weights[slot.Base].Values, _steps[slot.Base].IsSigned),
        _ => new IntegerTensor(_weights[slot.Base].Values, _weights[slot.Base].IsSigned),
    };

    public bool Has(TensorSlot slot) => slot.Role != TensorRole.WeightZeroPoint || _weights[slot.Base].Zeros is not null;

    public void Dispose()
    {
    }

    private float Scale() => 0.002f + (0.02f * _random.NextSingle());
}
