using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>
/// Separable branches that are added: what pyramids and heads of detectors are made of, and where several blocks could want one stage.
/// Branches may read one tensor or several, have expansions, gates of their own or one that all share, and a residual.
/// </summary>
internal sealed class Branches(Draw draw, string name, IReadOnlyList<string> sources, TensorType type)
{
    private readonly List<string> _layers = [];
    private readonly string _filters = draw.Pick($"{type.Channels}", "12", "33");
    private string? _gate;

    /// <summary>The layers as JSON; the last is called <c>name</c>.</summary>
    public IReadOnlyList<string> Layers()
    {
        var summands = Enumerable.Range(0, 2 + draw.Next(2)).Select(index => Branch($"{name}_{index}", draw.Pick([.. sources]))).ToList();
        if (_filters == $"{type.Channels}" && draw.Next(3) == 0)
        {
            summands.Insert(draw.Next(2), sources[0]);
        }

        if (draw.Next(2) == 0)
        {
            Add(name, "add", summands, Activation("none", "relu6"));
            return _layers;
        }

        var sum = summands[0];
        for (var index = 1; index < summands.Count; index++)
        {
            var next = index == summands.Count - 1 ? name : $"{name}_sum{index}";
            Add(next, "add", draw.Next(2) == 0 ? [sum, summands[index]] : [summands[index], sum], Activation("none", "relu"));
            sum = next;
        }

        return _layers;
    }

    private string Branch(string branch, string source)
    {
        var map = source;
        if (draw.Next(2) == 0)
        {
            map = Add(branch + "_expand", "pointwise", [map], "\"filters\": 20", Activation("relu", "hardSwish"));
            map = Gated(branch, Add(branch + "_map", "depthwise", [map], "\"kernel\": 3"));
        }
        else
        {
            map = Add(branch + "_map", "depthwise", [map], "\"kernel\": [1, 3]", Activation("relu6"));
        }

        return Add(branch, "pointwise", [map], $"\"filters\": {_filters}", Activation("none", "none", "tanh"));
    }

    /// <summary>As it is, scaled by what is made of itself, or by the gate that another branch made.</summary>
    private string Gated(string branch, string map)
    {
        switch (draw.Next(3))
        {
            case 0:
                return Add(branch + "_se", "squeezeExcite", [map], "\"squeezeChannels\": 4");
            case 1:
                if (_gate is null)
                {
                    Add(branch + "_mean", "globalAveragePool", [map]);
                    _gate = Add(branch + "_gate", "dense", [branch + "_mean"], "\"units\": 20", Activation("sigmoid"));
                }

                return Add(branch + "_scaled", "mul", [map, _gate]);
            default:
                return map;
        }
    }

    private string Activation(params string[] names) => $"\"activation\": \"{draw.Pick(names)}\"";

    private string Add(string layer, string kind, IEnumerable<string> inputs, params string[] properties)
    {
        string[] keys =
            [$"\"kind\": \"{kind}\"", $"\"name\": \"{layer}\"", .. properties, $"\"inputs\": [{string.Join(", ", inputs.Select(input => $"\"{input}\""))}]"];
        _layers.Add($"{{ {string.Join(", ", keys)} }}");
        return layer;
    }
}
