using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Blocks;

/// <summary>
/// Squeeze-and-excite inside a block: the mean of the depthwise map from the sums of its rows, the matrix products that make gates of it,
/// and the scaling of pixels by them. Hu et al., arXiv:1709.01507.
/// </summary>
internal sealed class BlockGates(BlockSpec spec, Dialect dialect)
{
    private readonly FusedBlock _block = spec.Block;

    /// <summary>Where the rows' sums, their mean and the results of the matrix products lie in the shared memory, and the extents of those.</summary>
    public static IEnumerable<(string Name, int Value)> Constants(FusedBlock block, BlockBuffers buffers)
    {
        if (!block.HasGates)
        {
            yield break;
        }

        var channels = CacheLine.Align(block.Depthwise.Output.Channels, buffers.Element);
        yield return ("Sums", buffers.Map);
        yield return ("SumPitch", channels);
        yield return ("Mean", buffers.Map + buffers.Sums);
        var offset = buffers.Map + buffers.Sums + channels;
        for (var index = 0; index < block.Excite.Count; index++)
        {
            var (part, name) = (block.Excite[index], Name(index));
            yield return (name + "Inputs", part.Input.Channels);
            yield return (name + "Outputs", part.Output.Channels);
            yield return (name + "Panels", part.Weights.KernelStart);
            yield return (name, offset);
            offset += CacheLine.Align(part.Output.Channels, buffers.Element);
        }
    }

    /// <summary>A call that scales <paramref name="count"/> pixels of the map from <paramref name="pixel"/> on.</summary>
    public static string ScaleCall(Dialect dialect, string pixel, string count) =>
        $"{dialect.Method("Scale")}({Address.Ref("input", Address.Times(pixel, "Pitch"))}, {count}, ref gates);";

    /// <summary>The calls between the depthwise map and its projection; workers wait for each other between them.</summary>
    public void EmitCalls(CodeWriter code)
    {
        code.Line($"{dialect.Method("Squeeze")}(in frame, ref Unsafe.Add(ref map, Sums), ref Unsafe.Add(ref map, Mean));");
        var input = "Mean";
        for (var index = 0; index < _block.Excite.Count; index++)
        {
            code.Line("frame.SynchronizeWithinBlock();");
            var (from, to) = ($"ref Unsafe.Add(ref map, {input})", $"ref Unsafe.Add(ref map, {Name(index)})");
            code.Line($"{dialect.Method(Method(index))}(in frame, {from}, {to}, ref excite{Invariant.Format(index + 1)});");
            input = Name(index);
        }

        code.Line("frame.SynchronizeWithinBlock();");
        code.Line($"ref {dialect.Element} gates = ref Unsafe.Add(ref map, {input});");
        if (!spec.ScalesByTile)
        {
            code.Line("int begin = frame.Begin(OutputHeight) * OutputWidth;");
            code.Line($"{dialect.Method("Scale")}(ref Unsafe.Add(ref map, begin * Pitch), frame.End(OutputHeight) * OutputWidth - begin, ref gates);");
            code.Line("frame.SynchronizeWithinBlock();");
        }
    }

    public void EmitMethods(CodeWriter code)
    {
        EmitSqueeze(code);
        for (var index = 0; index < _block.Excite.Count; index++)
        {
            var (part, name) = (_block.Excite[index], Name(index));
            var extents = new MatrixExtents(1, part.Output.Channels, name + "Inputs", name + "Inputs", name + "Outputs", name + "Panels");
            new MatrixLoops(name, dialect, spec.Schedule.Excite[index], extents, Epilogue.Of(part), isShared: true).Emit(code, Method(index));
        }

        EmitScale(code);
    }

    private void EmitSqueeze(CodeWriter code)
    {
        var parameters = $"in Frame frame, ref {dialect.Element} sums, ref {dialect.Element} mean";
        using (code.Method(dialect.Method("Squeeze"), parameters, dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitShared(code, dialect, _block.Depthwise.Output.Channels, (piece, offset) =>
                {
                    code.Line($"var sum = {piece.Zero};");
                    using (code.Block("for (int y = 0; y < OutputHeight; y++)"))
                    {
                        code.Line(piece.Accumulate("sum", piece.Load("sums", Address.Sum("(y * SumPitch)", offset))));
                    }

                    code.Line();
                    code.Line(piece.Store(piece.Divide("sum", piece.Broadcast(piece.Arithmetic.Count("OutputHeight * OutputWidth"))), "mean", offset));
                });
            }
        }
    }

    private void EmitScale(CodeWriter code)
    {
        var parameters = $"ref {dialect.Element} pixels, int count, ref {dialect.Element} gates";
        using (code.Method(dialect.Method("Scale"), parameters, dialect.Constraint))
        {
            code.Line("unchecked");
            using (code.Braces())
            using (code.Block("for (int pixel = 0; pixel < count; pixel++)"))
            {
                code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref pixels, pixel * Pitch);");
                ChannelLanes.Emit(code, dialect, _block.Depthwise.Output.Channels, (piece, offset) =>
                {
                    var scaled = piece.Multiply(piece.Load("c", offset), piece.Load("gates", offset));
                    code.Line(piece.Store(piece.Arithmetic.Apply(_block.Gated, scaled), "c", offset));
                });
            }
        }
    }

    private static string Method(int index) => "Make" + Name(index);

    private static string Name(int index) => "Excite" + Invariant.Format(index + 1);
}
