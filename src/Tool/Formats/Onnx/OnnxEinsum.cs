using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Sums of products by letters: <c>bchw->bc</c> is a sum over rows and columns, <c>bchw,oc->bohw</c> a dense layer on channels.</summary>
internal static class OnnxEinsum
{
    public static readonly IReadOnlyList<OnnxOperator> All =
    [
        new("Einsum", 12, "Inputs*", "equation", Einsum, "Of one tensor, or of one and a matrix that is known; without dots and repeated letters."),
    ];

    private static Value Einsum(OnnxNode node)
    {
        var equation = node.Text("equation", "").Replace(" ", "", StringComparison.Ordinal);
        if (equation.Split("->") is not [var operands, var result] || !IsDistinct(result))
        {
            throw NotAccepted(equation);
        }

        var terms = operands.Split(',');
        if (terms.Length != node.InputCount || !terms.All(IsDistinct))
        {
            throw NotAccepted(equation);
        }

        switch (terms)
        {
            case [var term]:
                return Sum(node, Fitting(node.Input(), term, equation), term, result);
            case [var left, var right]:
                var isLeft = node.Any(0) is Constant;
                return Product(node, isLeft ? (1, right) : (0, left), isLeft ? (0, left) : (1, right), result, equation);
            default:
                throw NotAccepted(equation);
        }
    }

    private static Value Sum(OnnxNode node, Value value, string term, string result)
    {
        int[] axes = [.. Enumerable.Range(0, term.Length).Where(axis => !result.Contains(term[axis], StringComparison.Ordinal))];
        var summed = axes.Length == 0 ? value : Reducing.Sum(node.Sketch, node.Name, value, axes, keepsAxes: false);
        return Ordered(summed, string.Concat(term.Where(letter => result.Contains(letter, StringComparison.Ordinal))), result);
    }

    private static Value Product(OnnxNode node, (int Input, string Letters) tensor, (int Input, string Letters) matrix, string result, string equation)
    {
        var (kept, shared) = (tensor.Letters.Except(matrix.Letters).ToList(), matrix.Letters.Intersect(tensor.Letters).ToList());
        if (matrix.Letters.Length != 2 || shared is not [var along] || result.Contains(along, StringComparison.Ordinal))
        {
            throw NotAccepted(equation);
        }

        var made = matrix.Letters[0] == along ? matrix.Letters[1] : matrix.Letters[0];
        var value = Ordered(Fitting(node.Input(tensor.Input), tensor.Letters, equation), tensor.Letters, string.Concat([.. kept, along]));
        var kernel = (Constant)Ordered(Fitting(node.Constant(matrix.Input), matrix.Letters, equation), matrix.Letters, string.Concat([made, along]));
        var product = ConvolutionLowering.Dense(node.Sketch, node.Name, value, kernel, bias: null);
        var letters = string.Concat([.. kept, made]);
        return IsSame(letters, result) ? Ordered(product, letters, result) : throw NotAccepted(equation);
    }

    private static Value Fitting(Value value, string letters, string equation) => value.Shape.Count == letters.Length
        ? value
        : throw new ToolException($"its equation {equation} has {letters} for {value.DisplayShape}.");

    private static Value Ordered(Value value, string letters, string wanted)
    {
        if (!IsSame(letters, wanted))
        {
            throw NotAccepted($"{letters}->{wanted}");
        }

        return letters == wanted ? value : Reshaping.Transpose(value, [.. wanted.Select(letter => letters.IndexOf(letter, StringComparison.Ordinal))]);
    }

    private static bool IsSame(string letters, string others) =>
        letters.Length == others.Length && letters.All(letter => others.Contains(letter, StringComparison.Ordinal));

    private static bool IsDistinct(string term) => term.All(char.IsAsciiLetter) && term.Distinct().Count() == term.Length;

    private static ToolException NotAccepted(string equation) => new(
        $"its equation is {equation}; the sum of one tensor, as in bchw->bc, and one of products with a matrix, as in bchw,oc->bohw, are accepted.");
}
