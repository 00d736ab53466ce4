using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// One register tile: <paramref name="Pixels"/> pixels × the lanes of <paramref name="Pieces"/>, from a panel.
/// </summary>
/// <param name="Owner">What the tile computes, as the start of its name; empty where a kernel computes one thing only.</param>
/// <param name="PanelWidth">Outputs of the panel; null where the method serves full panels and the last, and is told.</param>
internal sealed record MatrixTile(string Owner, Dialect Dialect, int Pixels, EquatableArray<Piece> Pieces, int? PanelWidth)
{
    /// <summary>The dialect that the method is declared in.</summary>
    public Dialect Words { get; } = IsShared(Dialect, Pixels, Pieces) ? Pieces[0].Dialect.Shared : Dialect.Concrete;

    /// <summary>The parameter that tells a method the width of its panel.</summary>
    public const string AnyPanelWidth = "panelWidth";

    public int Columns => Pieces.Sum(piece => piece.Dialect.Lanes);

    /// <summary>A tile's name has its columns, or, where they depend on the width, its vectors.</summary>
    public string Name => Words.IsGeneric
        ? $"{Owner}Tile{Invariant.Format(Pixels)}x{Invariant.Format(Pieces.Count)}{Of}"
        : $"{Owner}Tile{Dialect.Tier.Name}_{Invariant.Format(Pixels)}x{Invariant.Format(Columns)}{Of}";

    /// <summary>The method as it is declared.</summary>
    public string Declaration => Words.IsGeneric ? Words.Method(Name) : Name;

    /// <summary>The method as it is called.</summary>
    public string CallName => !Words.IsGeneric ? Name : Pieces[0].Dialect.Method(Name);

    private string Of => PanelWidth is null or WeightShape.PanelWidth ? "" : $"Of{Invariant.Format(PanelWidth.Value)}";

    /// <summary>From one row of the panel to the next.</summary>
    public string PanelPitch => PanelWidth is { } width ? Panel.Channels(width) : AnyPanelWidth;

    /// <summary>Every accumulator starts from its output's bias.</summary>
    public void EmitStart(CodeWriter code)
    {
        if (Words.IsGeneric && Pieces.Count > 1)
        {
            code.Line($"int lanes = {Words.LanesOf(1)};");
        }

        for (var vector = 0; vector < Pieces.Count; vector++)
        {
            code.Line($"var bias{vector} = {WordsOf(vector).LoadSum("bias", Offset(vector))};");
        }

        for (var vector = 0; vector < Pieces.Count; vector++)
        {
            var sums = Enumerable.Range(0, Pixels).Select(pixel => $"c{pixel}_{vector} = bias{vector}");
            code.Line($"{WordsOf(vector).SumType} {string.Join(", ", sums)};");
        }
    }

    /// <summary>
    /// One step of the sum: <c>c += a · b</c> for one input of each pixel and one row of the panel; <c>a</c> and <c>b</c> move on.
    /// Only pixels from <paramref name="first"/>, whose input <c>a</c> is, to before <paramref name="end"/> take part.
    /// </summary>
    public void EmitStep(CodeWriter code, string pixelStride, int first, int end)
    {
        // What serves one pixel only comes from memory: with 128 bits there are too few registers for a panel of sums and one of weights.
        var inRegisters = end - first > 1;
        for (var vector = 0; inRegisters && vector < Pieces.Count; vector++)
        {
            code.Line($"var b{vector} = {Weights(vector)};");
        }

        var widths = Enumerable.Range(0, Pieces.Count).Select(WordsOf).Distinct().ToList();
        for (var pixel = first; pixel < end; pixel++)
        {
            var offset = Address.Pixel(pixel - first, pixelStride);
            foreach (var width in widths)
            {
                var lanes = width == widths[0] ? width.BroadcastFrom("a", offset) : width.LowerLanes($"a{pixel}{Suffix(widths[0])}", widths[0]);
                code.Line($"var a{pixel}{Suffix(width)} = {lanes};");
            }

            for (var vector = 0; vector < Pieces.Count; vector++)
            {
                var dialect = WordsOf(vector);
                var weights = inRegisters ? $"b{vector}" : Weights(vector);
                code.Line($"c{pixel}_{vector} = {dialect.AddProducts($"a{pixel}{Suffix(dialect)}", weights, $"c{pixel}_{vector}")};");
            }
        }

        code.Line($"a = ref Unsafe.Add(ref a, {Invariant.Format(Dialect.Arithmetic.Step)});");
        code.Line($"b = ref Unsafe.Add(ref b, {Address.Times(Dialect.Arithmetic.Step, PanelPitch)});");
    }

    /// <summary>
    /// Stores the sums with the epilogue applied: in registers, or, where that would be a long text for each of them, once more in the
    /// first cache.
    /// </summary>
    public void EmitStores(CodeWriter code, Epilogue epilogue, string pitch)
    {
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            for (var vector = 0; vector < Pieces.Count; vector++)
            {
                var (dialect, lane) = (WordsOf(vector), Offset(vector));
                var offset = Address.Sum(Address.Times(pixel, pitch), lane);
                var sum = $"c{pixel}_{vector}";
                code.Line(dialect.Store(epilogue.IsLong ? sum : epilogue.Of(dialect, sum, Read), "c", offset));

                string Read(EpilogueOperand operand) => dialect.Load(operand.Name, operand is MapOperand ? offset : lane);
            }
        }

        if (epilogue.IsLong)
        {
            EmitEpilogue(code, epilogue, pitch);
        }
    }

    private void EmitEpilogue(CodeWriter code, Epilogue epilogue, string pitch)
    {
        code.Line();
        using (code.Block($"for (int pixel = 0; pixel < {Invariant.Format(Pixels)}; pixel++)"))
        {
            code.Line($"ref {Dialect.Element} sum = ref Unsafe.Add(ref c, pixel * {pitch});");
            foreach (var map in epilogue.Maps)
            {
                code.Line($"ref {Dialect.Element} {map.Row} = ref Unsafe.Add(ref {map.Name}, pixel * {pitch});");
            }

            for (var vector = 0; vector < Pieces.Count; vector++)
            {
                var (dialect, offset) = (WordsOf(vector), Offset(vector));
                code.Line(dialect.Store(epilogue.Of(dialect, dialect.Load("sum", offset), Read), "sum", offset));

                string Read(EpilogueOperand operand) => dialect.Load(operand is MapOperand map ? map.Row : operand.Name, offset);
            }
        }
    }

    /// <summary>The dialect of a vector.</summary>
    private Dialect WordsOf(int piece) => Words.IsGeneric ? Pieces[piece].Dialect.Shared : Pieces[piece].Dialect.Concrete;

    /// <summary>Of an input in all lanes: where tiles mix widths, the lanes.</summary>
    private static string Suffix(Dialect width) => width.IsGeneric ? "" : "_" + Invariant.Format(width.Lanes);

    private string Weights(int piece) => WordsOf(piece).Load("b", Offset(piece));

    private string Offset(int piece) => piece == 0 ? "0" : Words.IsGeneric ? Address.Times(piece, "lanes") : Invariant.Format(Pieces[piece].Offset);

    /// <summary>
    /// Tiles of one width are one method for all tiers that have as many pixels and vectors. Those that mix widths have types; so have the
    /// widest tier's, which has more registers, whose tiles no other tier has, and where the compiler shares fewer constants in generic methods.
    /// </summary>
    private static bool IsShared(Dialect dialect, int pixels, EquatableArray<Piece> pieces) =>
        dialect.IsGeneric && (pixels == 1 || dialect.Lanes <= PanelColumns.WidestAlike) && pieces.Select(piece => piece.Dialect.Tier).Distinct().Count() == 1;
}
