using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// Sums over all pixels of a batch, for one vector of channels: each row from left to right, an image's rows top-down, then the images, so that no sum
/// has so many terms that it loses digits.
/// </summary>
internal static class BatchSums
{
    /// <summary>The method that sums the gradients of biases, which come first among the weights' gradients. Workers share channels.</summary>
    public static void EmitBias(CodeWriter code, Dialect dialect)
    {
        var parameters = $"in Frame frame, int height, int width, int channels, ref {dialect.Element} gradient, ref {dialect.Element} sums";
        using (code.Method($"Bias{dialect.Tier.Name}", parameters))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                ChannelLanes.EmitSharedSized(code, dialect, "channels", (piece, offset) =>
                {
                    Emit(code, piece, "height", "width", "channels", ["sum"], pixel =>
                        [piece.Accumulate("sumOfRow", piece.Load("gradient", Address.Sum(pixel, offset)))]);
                    code.Line(piece.Store("sum", "sums", offset));
                });
            }
        }
    }

    /// <param name="rows">How many rows an image has.</param>
    /// <param name="columns">How many pixels a row has.</param>
    /// <param name="channels">How far it is from one pixel to the next.</param>
    /// <param name="sums">The variables that are declared for the sums; that of a row is called as its sum with <c>OfRow</c>.</param>
    /// <param name="statements">What a pixel adds, from the pixel's offset.</param>
    public static void Emit(
        CodeWriter code,
        Dialect dialect,
        string rows,
        string columns,
        string channels,
        IReadOnlyList<string> sums,
        Func<string, IReadOnlyList<string>> statements)
    {
        Declare("");
        using (code.Block("for (int image = 0; image < frame.Images; image++)"))
        {
            Declare("OfImage");
            using (code.Block($"for (int row = 0; row < {rows}; row++)"))
            {
                Declare("OfRow");
                using (code.Block($"for (int column = 0; column < {columns}; column++)"))
                {
                    code.Line($"int pixel = ((((image * ({rows})) + row) * {columns}) + column) * {channels};");
                    foreach (var statement in statements("pixel"))
                    {
                        code.Line(statement);
                    }
                }

                code.Line();
                Join("OfImage", "OfRow");
            }

            code.Line();
            Join("", "OfImage");
        }

        code.Line();

        void Declare(string suffix)
        {
            foreach (var sum in sums)
            {
                code.Line($"var {sum}{suffix} = {dialect.Zero};");
            }
        }

        void Join(string whole, string part)
        {
            foreach (var sum in sums)
            {
                code.Line(dialect.Accumulate(sum + whole, sum + part));
            }
        }
    }
}
