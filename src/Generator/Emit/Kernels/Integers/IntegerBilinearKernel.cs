using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A map of another size between integers: XNNPACK has shares of 11 bits, TensorFlow Lite's kernels coordinates of 10, ONNX Runtime resizes the floats
/// that integers stand for. Workers share output rows.
/// </summary>
internal sealed class IntegerBilinearKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "Integer" + ResizeKernel.Suffix(Of(kernel));

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
        .. IsReal(kernel) ? [] : new[] { ("Whole", 1 << BitsOf(kernel)) },
    ];

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        EmitAxis("Row", kernel.Inputs[0].Height, kernel.Output.Height, kernel, code);
        EmitAxis("Column", kernel.Inputs[0].Width, kernel.Output.Width, kernel, code);
    }

    protected override void EmitLoop(KernelSpec kernel, CodeWriter code)
    {
        using (Loop(code, "row", "OutputHeight"))
        using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
        {
            code.Line("ref byte topLeft = ref Unsafe.Add(ref input, ((RowBefore[row] * InputWidth) + ColumnBefore[column]) * Channels);");
            code.Line("ref byte topRight = ref Unsafe.Add(ref input, ((RowBefore[row] * InputWidth) + ColumnAfter[column]) * Channels);");
            code.Line("ref byte bottomLeft = ref Unsafe.Add(ref input, ((RowAfter[row] * InputWidth) + ColumnBefore[column]) * Channels);");
            code.Line("ref byte bottomRight = ref Unsafe.Add(ref input, ((RowAfter[row] * InputWidth) + ColumnAfter[column]) * Channels);");
            if (IsReal(kernel))
            {
                EmitReal(code);
                return;
            }

            code.Line("int right = ColumnShare[column];");
            code.Line("int bottom = RowShare[row];");
            using (code.Block("for (int channel = 0; channel < Channels; channel++)"))
            {
                code.Line("int upper = (Unsafe.Add(ref topLeft, channel) * (Whole - right)) + (Unsafe.Add(ref topRight, channel) * right);");
                code.Line("int lower = (Unsafe.Add(ref bottomLeft, channel) * (Whole - right)) + (Unsafe.Add(ref bottomRight, channel) * right);");
                code.Line("Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel) ="
                    + $" IntegerFunctions.Interpolated(ref weights, (upper * (Whole - bottom)) + (lower * bottom), {Invariant.Format(2 * BitsOf(kernel))});");
            }
        }
    }

    private static void EmitReal(CodeWriter code)
    {
        using (code.Block("for (int channel = 0; channel < Channels; channel++)"))
        {
            code.Line("Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel) = IntegerFunctions.Interpolated(");
            code.Line("    ref weights,");
            code.Line("    Unsafe.Add(ref topLeft, channel), Unsafe.Add(ref topRight, channel),");
            code.Line("    Unsafe.Add(ref bottomLeft, channel), Unsafe.Add(ref bottomRight, channel),");
            code.Line("    ColumnFirst[column], ColumnSecond[column], RowFirst[row], RowSecond[row]);");
        }
    }

    private static void EmitRealAxis(string name, int input, int output, KernelSpec kernel, CodeWriter code)
    {
        var samples = RealSample.Of(new ResizedAxis(input, output, Of(kernel).Coordinates, Of(kernel).Scales is { } scales
            ? name == "Row" ? scales.Height : scales.Width : null));
        code.Line();
        code.Line($"private static ReadOnlySpan<int> {name}Before => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.Before)))}];");
        code.Line($"private static ReadOnlySpan<int> {name}After => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.After)))}];");
        code.Line($"private static ReadOnlySpan<float> {name}First => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.First) + "f"))}];");
        code.Line(
            $"private static ReadOnlySpan<float> {name}Second => [{string.Join(", ", samples.Select(sample => Invariant.Format(sample.Second) + "f"))}];");
    }

    private static void EmitAxis(string name, int input, int output, KernelSpec kernel, CodeWriter code)
    {
        if (IsReal(kernel))
        {
            EmitRealAxis(name, input, output, kernel, code);
            return;
        }

        var samples = kernel.Operation.Integers!.IsFixedPoint
            ? IntegerSamples.OfFixedPoint(input, output, Of(kernel).Coordinates)
            : IntegerSamples.OfFloats(new ResizedAxis(input, output, Of(kernel).Coordinates, null));
        code.Line();
        EmitTable(name + "Before", samples.Select(sample => sample.Before));
        EmitTable(name + "After", samples.Select(sample => sample.After));
        EmitTable(name + "Share", samples.Select(sample => sample.Share));

        void EmitTable(string table, IEnumerable<int> numbers) =>
            code.Line($"private static ReadOnlySpan<int> {table} => [{string.Join(", ", numbers.Select(Invariant.Format))}];");
    }

    private static bool IsReal(KernelSpec kernel) => kernel.Operation.Integers!.Arithmetic == IntegerArithmetic.OnnxRuntime;

    private static int BitsOf(KernelSpec kernel) => kernel.Operation.Integers!.IsFixedPoint ? IntegerSamples.FixedPointBits : IntegerSamples.FloatBits;

    private static Resize Of(KernelSpec kernel) => (Resize)kernel.Operation;
}
