using System.Text.Json;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What layers and models may be called with.</summary>
internal static class KerasCalls
{
    /// <summary>The tensors that a layer was called with.</summary>
    /// <exception cref="ToolException">It was called with something else that changes its answer.</exception>
    public static KerasArgument Inputs(KerasEntry entry, KerasTraining training, KerasCall call, KerasContext context)
    {
        if (call.Positional is not [var inputs])
        {
            throw new ToolException(call.Positional.Count == 0 ? "it has no input: the file does not say what it reads." : "it was called with "
                + $"{call.Positional.Count} arguments; tensors alone are accepted.");
        }

        foreach (var (name, argument) in call.Named)
        {
            switch (name, argument)
            {
                case ("mask", KerasLiteral mask) when IsNothing(mask.Value):
                case ("training", KerasLiteral { Value.ValueKind: JsonValueKind.False }):
                    break;
                case ("training", KerasLiteral { Value.ValueKind: JsonValueKind.True }):
                    RequireInference(entry, training, context);
                    break;
                default:
                    throw new ToolException($"it was called with {name}={(argument is KerasLiteral literal ? literal.Value.DisplayText() : "a tensor")}, "
                        + "which is not read.");
            }
        }

        return inputs;
    }

    /// <summary>What a model within a model was called with, in the order of its inputs.</summary>
    /// <exception cref="ToolException">The tensors do not fit the inputs.</exception>
    public static IEnumerable<KerasArgument> Bound(KerasNetwork network, KerasArgument inputs)
    {
        IReadOnlyList<KerasArgument> items = inputs is KerasList list ? list.Items : [inputs];
        if (items.Count != network.Inputs.Count)
        {
            throw new ToolException($"it was called with {items.Count} tensors, and has {network.Inputs.Count} inputs.");
        }

        return inputs is KerasList { Keys: { } keys }
            ? network.Inputs.Select(port => Enumerable.Range(0, keys.Count)
                .FirstOrDefault(index => keys[index] == (port.Key ?? port.Source.Layer), -1) is >= 0 and var found
                ? items[found]
                : throw new ToolException($"it was called with the inputs {string.Join(", ", keys)}, and has one called {port.Key ?? port.Source.Layer}."))
            : items;
    }

    /// <summary>What an input's elements are.</summary>
    /// <exception cref="ToolException">They are no numbers, or not in an array.</exception>
    public static ModelElementType ElementOf(KerasEntry input)
    {
        if (input.Config.Find("sparse") is { ValueKind: JsonValueKind.True } || input.Config.Find("ragged") is { ValueKind: JsonValueKind.True })
        {
            throw new ToolException($"the input {input.Name} is sparse or ragged; arrays are accepted.");
        }

        return KerasPolicy.Of(input.Config).Name switch
        {
            "uint8" => ModelElementType.UInt8,
            "int8" => ModelElementType.Int8,
            "int16" => ModelElementType.Int16,
            "uint16" => ModelElementType.UInt16,
            "int32" => ModelElementType.Int32,
            "int64" => ModelElementType.Int64,
            "float32" or "float16" or "bfloat16" or "float64" or "mixed_float16" or "mixed_bfloat16" => ModelElementType.Float32,
            var other => throw new ToolException($"the input {input.Name} is of {other}; floats and integers are accepted."),
        };
    }

    /// <summary>Nothing, or a list of it.</summary>
    private static bool IsNothing(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null || (element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(IsNothing));

    /// <summary>Keras 3's predict tells all layers that it does not train, whatever they were called with; Keras 2's does not.</summary>
    private static void RequireInference(KerasEntry entry, KerasTraining training, KerasContext context)
    {
        var isOverruled = context.Dialect.Major >= 3;
        if (training == KerasTraining.Random || (!isOverruled && training != KerasTraining.Same))
        {
            throw new ToolException(training == KerasTraining.Statistics
                ? "it was called with training=True, so that it computes with each batch's own statistics; call it without, and save again."
                : "it was called with training=True, so that its answers are random; call it without, and save again.");
        }

        if (training == KerasTraining.Statistics)
        {
            context.Notes.Add($"{entry.Name} was called with training=True; as in predict, it computes with what it learnt");
        }
    }
}
