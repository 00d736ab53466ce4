using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Sums of products of integers on their way to the output's integers, by what <see cref="IntegerSumWeights"/> packed: float32 products with a
/// multiplier for each channel, rounded to even, as XNNPACK and ONNX Runtime have it.
/// </summary>
public readonly ref struct IntegerSums
{
    private readonly int _zero;
    private readonly int _min;
    private readonly int _max;
    private readonly ref byte _weights;
    private readonly int _outputs;

    /// <summary>Reads what all channels share.</summary>
    /// <param name="weights">The packed weights.</param>
    /// <param name="outputs">Channels that come out.</param>
    public IntegerSums(ref byte weights, int outputs)
    {
        _weights = ref weights;
        _outputs = outputs;
        ref readonly var header = ref Unsafe.As<byte, SumHeader>(ref weights);
        (_zero, _min, _max) = (header.Zero, header.Min, header.Max);
        Padding = header.InputZero;
        HasWeightZeros = header.HasWeightZeros != 0;
    }

    /// <summary>What padding counts as.</summary>
    public int Padding { get; }

    /// <summary>True where the zero points of weights count.</summary>
    public bool HasWeightZeros { get; }

    /// <summary>The bias of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int Bias(int channel) => Numbers<int>(IntegerLayout.BiasAt, channel);

    /// <summary>The zero point of the weights of a channel.</summary>
    /// <param name="channel">Which.</param>
    public int WeightZeros(int channel) => Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel);

    /// <summary>A sum without what the zero points of the weights add to it.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    public int WithoutZeros(int sum, int channel, int inputs) => sum - (WeightZeros(channel) * inputs);

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> Bias512(int channel) => Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WeightZeros512(int channel) => Vector512.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector512<int> Padding512 => Vector512.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<int> WithoutZeros(Vector512<int> sum, int channel, int inputs) => sum - (WeightZeros512(channel) * Vector512.Create(inputs));

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Bias256(int channel) => Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WeightZeros256(int channel) => Vector256.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector256<int> Padding256 => Vector256.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> WithoutZeros(Vector256<int> sum, int channel, int inputs) => sum - (WeightZeros256(channel) * Vector256.Create(inputs));

    /// <summary>Biases of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> Bias128(int channel) => Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.BiasAt, channel));

    /// <summary>Zero points of the weights of as many channels as a vector has lanes.</summary>
    /// <param name="channel">The first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WeightZeros128(int channel) => Vector128.LoadUnsafe(ref Numbers<int>(IntegerLayout.WeightZeroAt(_outputs), channel));

    /// <summary>What padding counts as, in every lane.</summary>
    public Vector128<int> Padding128 => Vector128.Create(Padding);

    /// <summary>Sums without what the zero points of the weights add to them.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sum of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<int> WithoutZeros(Vector128<int> sum, int channel, int inputs) => sum - (WeightZeros128(channel) * Vector128.Create(inputs));

    /// <summary>The output's integer for a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="channel">Which channel.</param>
    public byte Of(int sum, int channel) => FloatRounding.ToInteger(sum * Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel), _zero, _min, _max);

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector512<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector512<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector512<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector256<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector256<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector256<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    /// <summary>Stores sums as the output's integers.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Vector128<int> sum, int channel, ref byte output) => ByteLanes.Store(Rounded(sum, channel), ref output, 0);

    /// <summary>Stores the first sums.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="output">Where the first goes.</param>
    /// <param name="count">How many.</param>
    public void StorePart(Vector128<int> sum, int channel, ref byte output, int count)
    {
        Span<byte> all = stackalloc byte[Vector128<int>.Count];
        ByteLanes.Store(Rounded(sum, channel), ref MemoryMarshal.GetReference(all), 0);
        all[..count].CopyTo(MemoryMarshal.CreateSpan(ref output, count));
    }

    /// <summary>The sum of a row of inputs.</summary>
    /// <param name="row">The first.</param>
    /// <param name="count">How many.</param>
    public static int OfRow(ref byte row, int count)
    {
        var sum = 0;
        for (nint index = 0; index < count; index++)
        {
            sum += Unsafe.Add(ref row, index);
        }

        return sum;
    }

    /// <summary>An integer of the input.</summary>
    /// <param name="from">The input.</param>
    /// <param name="offset">Of the integer.</param>
    public static int Load(ref byte from, nint offset) => Unsafe.Add(ref from, offset);

    /// <summary>A weight.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the weight, in bytes.</param>
    public static int LoadSigned(ref byte from, nint offset) => (sbyte)Unsafe.Add(ref from, offset);

    /// <summary>Integers of the input as lanes.</summary>
    /// <param name="from">The input.</param>
    /// <param name="offset">Of the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load512(ref byte from, nint offset) => ByteLanes.Load512(ref from, offset, 1);

    /// <summary>Weights as lanes.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the first, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadSigned512(ref byte from, nint offset) => ByteLanes.LoadSigned512(ref from, offset);

    /// <summary>Integers of the input as lanes.</summary>
    /// <param name="from">The input.</param>
    /// <param name="offset">Of the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load256(ref byte from, nint offset) => ByteLanes.Load256(ref from, offset, 1);

    /// <summary>Weights as lanes.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the first, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadSigned256(ref byte from, nint offset) => ByteLanes.LoadSigned256(ref from, offset);

    /// <summary>Integers of the input as lanes.</summary>
    /// <param name="from">The input.</param>
    /// <param name="offset">Of the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load128(ref byte from, nint offset) => ByteLanes.Load128(ref from, offset, 1);

    /// <summary>Weights as lanes.</summary>
    /// <param name="from">The packed weights.</param>
    /// <param name="offset">Of the first, in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadSigned128(ref byte from, nint offset) => ByteLanes.LoadSigned128(ref from, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Rounded(Vector512<int> sum, int channel) => FloatRounding.ToIntegers(
        Vector512.ConvertToSingle(sum) * Vector512.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)), _zero, _min, _max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Rounded(Vector256<int> sum, int channel) => FloatRounding.ToIntegers(
        Vector256.ConvertToSingle(sum) * Vector256.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)), _zero, _min, _max);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Rounded(Vector128<int> sum, int channel) => FloatRounding.ToIntegers(
        Vector128.ConvertToSingle(sum) * Vector128.LoadUnsafe(ref Numbers<float>(IntegerLayout.MultiplierAt(_outputs), channel)), _zero, _min, _max);

    private ref T Numbers<T>(int section, int channel)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref _weights, section + (channel * Unsafe.SizeOf<T>())));
}
