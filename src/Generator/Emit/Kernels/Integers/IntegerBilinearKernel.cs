using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A map of another size between integers: XNNPACK has shares of 11 bits, TensorFlow Lite's kernels coordinates of 10. Workers share output
/// rows.
/// </summary>
internal sealed class IntegerBilinearKernel : SharedKernel
{
    public override string NameOf(KernelSpec kernel) => "IntegerBilinear" + Of(kernel).Coordinates;

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
        ("Whole", 1 << BitsOf(kernel)),
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

    private static void EmitAxis(string name, int input, int output, KernelSpec kernel, CodeWriter code)
    {
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

    private static int BitsOf(KernelSpec kernel) => kernel.Operation.Integers!.IsFixedPoint ? IntegerSamples.FixedPointBits : IntegerSamples.FloatBits;

    private static Resize Of(KernelSpec kernel) => (Resize)kernel.Operation;
}
