using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Quantized;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Import;

/// <summary>
/// Refuses scales and zero points with which no network computes: what would be refused when it is created is refused when it is imported, by the
/// model's own names.
/// </summary>
internal static class IntegerCheck
{
    private const int MaxDisplayed = 5;

    /// <exception cref="ToolException">A scale is no positive number, a zero point is no integer of its tensor, or scales lie too far apart.</exception>
    public static void Require(ImportGraph graph)
    {
        var problems = Enumerable.Range(0, graph.Nodes.Count).SelectMany(node => Problems(graph, node)).Take(MaxDisplayed + 1).ToList();
        if (problems.Count > 0)
        {
            throw new ToolException(string.Join("; ", problems.Take(MaxDisplayed)) + (problems.Count > MaxDisplayed ? "; and more." : "."));
        }
    }

    private static IEnumerable<string> Problems(ImportGraph graph, int index)
    {
        var node = graph.Nodes[index];
        return node.Integers is not { } facts ? []
            : OfOutput(node.Name, facts.Output).Concat(OfWeights(node.Name, facts.Weights)) is var own && own.Any() ? own
            : facts.Output is { } output ? OfFactors(graph, node, (float)output.Scale) : [];
    }

    private static IEnumerable<string> OfOutput(string name, Quantisation? output)
    {
        if (output is null)
        {
            yield break;
        }

        var (min, max) = output.Element.Range();
        if (!ScaleLimits.IsScale(output.Scale))
        {
            yield return $"{name}: its integers have the scale {ScaleLimits.Shown(output.Scale)}; {ScaleLimits.Scales}";
        }

        if (!(output.ZeroPoint >= min && output.ZeroPoint <= max))
        {
            yield return $"{name}: its integers have the zero point {output.ZeroPoint}; {min} to {max} are accepted for {output.Element}";
        }
    }

    private static IEnumerable<string> OfWeights(string name, WeightQuantisation? weights)
    {
        if (weights is null)
        {
            yield break;
        }

        var (min, max) = weights.Element.Range();
        if (Array.FindIndex(weights.Scale, scale => !ScaleLimits.IsScale(scale)) is >= 0 and var place)
        {
            yield return $"{name}: its weights have the scale {ScaleLimits.Shown(weights.Scale[place])} at place {place}; {ScaleLimits.Scales}";
        }

        if (Array.FindIndex(weights.ZeroPoint ?? [], zero => zero < min || zero > max) is >= 0 and var wrong)
        {
            yield return $"{name}: its weights have the zero point {weights.ZeroPoint![wrong]} at place {wrong}; {min} to {max} are accepted for "
                + weights.Element;
        }
    }

    /// <summary>What integers are multiplied by, in the order in which kernels compute it.</summary>
    private static IEnumerable<string> OfFactors(ImportGraph graph, ImportNode node, float output)
    {
        float[] inputs = [.. node.Inputs.Where(input => graph.Nodes[input].Type.IsInteger).Select(input => ScaleOf(graph, input)).OfType<float>()];
        if (inputs.Length == 0)
        {
            yield break;
        }

        var (factors, shown) = node.Integers!.Weights is { } weights
            ? (weights.Scale.Select(scale => inputs[0] * scale / output), "the scale of its input times that of its weights, over that of its output,")
            : FunctionOf(graph, node) switch
            {
                IntegerFunction.Product when inputs.Length == 2 =>
                    ([inputs[0] * inputs[1] / output], "the product of its inputs' scales over that of its output"),
                { } function when IntegerFunctionWeights.HasFactors(function) =>
                    (inputs.Select(scale => scale / output), "the scale of an input over that of its output"),
                _ => ([], ""),
            };
        foreach (var factor in factors.Where(factor => !ScaleLimits.IsFactor(factor)).Take(1))
        {
            yield return $"{node.Name}: {shown} is {ScaleLimits.Shown(factor)}; {ScaleLimits.Factors}";
        }
    }

    private static IntegerFunction? FunctionOf(ImportGraph graph, ImportNode node)
    {
        var integers = node.Operation with { Integers = new IntegerForm(Generator.Graph.IntegerArithmetic.TfLite, HasWeightZeros: true) };
        return Enum.TryParse<IntegerFunction>(integers.Weights([.. node.Inputs.Select(input => graph.Nodes[input].Type)])?.Function, out var function)
            ? function
            : null;
    }

    /// <summary>Of a tensor, or of what it is another arrangement of; null where nothing says it.</summary>
    private static float? ScaleOf(ImportGraph graph, int tensor)
    {
        while (graph.Nodes[tensor] is { Operation.KeepsQuantization: true, Inputs: [var input, ..] })
        {
            tensor = input;
        }

        return (float?)graph.Nodes[tensor].Integers?.Output?.Scale;
    }
}
