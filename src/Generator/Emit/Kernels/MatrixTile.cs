using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>One register tile: <paramref name="Pixels"/> pixels × the lanes of <paramref name="Pieces"/>, from a panel that is <paramref name="PanelWidth"/> outputs wide.</summary>
internal sealed record MatrixTile(Dialect Dialect, int Pixels, EquatableArray<Piece> Pieces, int PanelWidth)
{
    public int Columns => Pieces.Sum(piece => piece.Dialect.Lanes);

    public string Name => $"Tile{Dialect.Tier.Name}_{Invariant.Format(Pixels)}x{Invariant.Format(Columns)}"
        + (PanelWidth == WeightShape.PanelWidth ? "" : $"Of{Invariant.Format(PanelWidth)}");

    private IEnumerable<(int Pixel, int Piece)> Accumulators =>
        Enumerable.Range(0, Pixels).SelectMany(pixel => Enumerable.Range(0, Pieces.Count).Select(piece => (pixel, piece)));

    /// <summary>Every accumulator starts from its output's bias.</summary>
    public void EmitStart(CodeWriter code)
    {
        for (var piece = 0; piece < Pieces.Count; piece++)
        {
            code.Line($"{Pieces[piece].Dialect.Type} bias{piece} = {Pieces[piece].Dialect.Load("bias", Invariant.Format(Pieces[piece].Offset))};");
        }

        foreach (var (pixel, piece) in Accumulators)
        {
            code.Line($"{Pieces[piece].Dialect.Type} c{pixel}_{piece} = bias{piece};");
        }
    }

    /// <summary>One step of the sum: <c>c += a · b</c> for one input of each pixel and one row of the panel; <c>a</c> and <c>b</c> move on.</summary>
    public void EmitStep(CodeWriter code, string pixelStride)
    {
        for (var piece = 0; piece < Pieces.Count; piece++)
        {
            code.Line($"{Pieces[piece].Dialect.Type} b{piece} = {Pieces[piece].Dialect.Load("b", Invariant.Format(Pieces[piece].Offset))};");
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var value = pixel == 0 ? "a" : $"Unsafe.Add(ref a, {(pixel == 1 ? "" : Invariant.Format(pixel) + " * ")}{pixelStride})";
            foreach (var dialect in Pieces.Select(piece => piece.Dialect).Distinct())
            {
                code.Line($"{dialect.Type} a{pixel}_{dialect.Lanes} = {dialect.Broadcast(value)};");
            }

            for (var piece = 0; piece < Pieces.Count; piece++)
            {
                var dialect = Pieces[piece].Dialect;
                code.Line($"c{pixel}_{piece} = {dialect.MultiplyAdd($"a{pixel}_{dialect.Lanes}", $"b{piece}", $"c{pixel}_{piece}")};");
            }
        }

        code.Line("a = ref Unsafe.Add(ref a, 1);");
        code.Line($"b = ref Unsafe.Add(ref b, {Invariant.Format(PanelWidth)});");
    }

    /// <summary>Stores the sums with the activation applied: in registers, or, where that would be a long text for each of them, once more in the first cache.</summary>
    public void EmitStores(CodeWriter code, Activation activation)
    {
        foreach (var (pixel, piece) in Accumulators)
        {
            var offset = (pixel, Pieces[piece].Offset) switch
            {
                (0, var lane) => Invariant.Format(lane),
                (1, 0) => "Outputs",
                (1, var lane) => $"Outputs + {Invariant.Format(lane)}",
                (_, 0) => $"{Invariant.Format(pixel)} * Outputs",
                var (_, lane) => $"({Invariant.Format(pixel)} * Outputs) + {Invariant.Format(lane)}",
            };
            code.Line(Pieces[piece].Dialect.Store(activation.IsLong ? $"c{pixel}_{piece}" : activation.Of($"c{pixel}_{piece}"), "c", offset));
        }

        if (activation.IsLong)
        {
            EmitActivation(code, activation);
        }
    }

    private void EmitActivation(CodeWriter code, Activation activation)
    {
        code.Line();
        using (code.Block($"for (int pixel = 0; pixel < {Invariant.Format(Pixels)}; pixel++)"))
        {
            code.Line("ref float sum = ref Unsafe.Add(ref c, pixel * Outputs);");
            foreach (var piece in Pieces)
            {
                var offset = Invariant.Format(piece.Offset);
                code.Line(piece.Dialect.Store(activation.Of(piece.Dialect.Load("sum", offset)), "sum", offset));
            }
        }
    }
}
