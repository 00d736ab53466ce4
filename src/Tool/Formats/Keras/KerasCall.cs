using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A result of a layer: layers can be called several times, and models have several results.</summary>
/// <param name="Layer">The layer's name in its model.</param>
/// <param name="Call">Which of its calls.</param>
/// <param name="Tensor">Which of the call's results.</param>
internal sealed record KerasSource(string Layer, int Call, int Tensor)
{
    /// <summary><c>["conv1", 0, 0]</c>, with more after it in Keras 2.</summary>
    public static KerasSource? Of(JsonElement history) =>
        history.ValueKind == JsonValueKind.Array && history.GetArrayLength() >= 3 && history[0].ValueKind == JsonValueKind.String
        && history[1].ValueKind == JsonValueKind.Number
        && history[1].TryGetInt32(out var call)
        && history[2].ValueKind == JsonValueKind.Number
        && history[2].TryGetInt32(out var tensor)
        && call >= 0
        && tensor >= 0
            ? new KerasSource(history[0].GetString()!, call, tensor)
            : null;
}

/// <summary>What a layer was called with.</summary>
internal abstract record KerasArgument
{
    /// <summary>All tensors in it, in order.</summary>
    public IEnumerable<KerasSource> Sources => this switch
    {
        KerasTensor tensor => [tensor.Source],
        KerasList list => list.Items.SelectMany(item => item.Sources),
        _ => [],
    };
}

internal sealed record KerasTensor(KerasSource Source) : KerasArgument;

/// <summary>Several, of which one at least is a tensor.</summary>
/// <param name="Keys">Their names, where they were given as a dictionary; they are in the order of these names then, as in Keras.</param>
internal sealed record KerasList(IReadOnlyList<KerasArgument> Items, IReadOnlyList<string>? Keys) : KerasArgument;

internal sealed record KerasLiteral(JsonElement Value) : KerasArgument;

/// <summary>One call of a layer.</summary>
/// <param name="Positional">Arguments without a name.</param>
/// <param name="Named">Arguments by name, without those that are null.</param>
internal sealed record KerasCall(IReadOnlyList<KerasArgument> Positional, IReadOnlyDictionary<string, KerasArgument> Named)
{
    private static readonly IReadOnlyDictionary<string, KerasArgument> s_none = new Dictionary<string, KerasArgument>();

    public IEnumerable<KerasSource> Sources => Positional.Concat(Named.Values).SelectMany(argument => argument.Sources);

    public static KerasCall On(KerasSource source) => new([new KerasTensor(source)], s_none);

    /// <param name="call">An entry of <c>inbound_nodes</c>.</param>
    /// <param name="isLayer">True for the names of the model's layers.</param>
    /// <exception cref="ToolException">It is not understood.</exception>
    public static KerasCall Of(JsonElement call, Func<string, bool> isLayer) => call.ValueKind switch
    {
        JsonValueKind.Object when call.Find("args") is { ValueKind: JsonValueKind.Array } args =>
            new KerasCall([.. args.EnumerateArray().Select(Recent)], Members(call.Find("kwargs"), Recent)),
        JsonValueKind.Array when call.GetArrayLength() > 0 && call[0].ValueKind == JsonValueKind.String => Single(call, isLayer),
        JsonValueKind.Array => Several([.. call.EnumerateArray()], null, isLayer),
        JsonValueKind.Object => Several([.. Members(call).Select(member => member.Value)], [.. Members(call).Select(member => member.Name)], isLayer),
        _ => throw new ToolException($"its inbound_nodes have {call.DisplayText()}, which is not understood."),
    };

    /// <summary>Keras 2: <c>["conv1", 0, 0, {…}]</c>, or <c>["_CONSTANT_VALUE", -1, 2.0, {…}]</c>.</summary>
    private static KerasCall Single(JsonElement call, Func<string, bool> isLayer) => new([Operand(call)], Arguments(call, isLayer));

    /// <summary>Keras 2: <c>[["conv1", 0, 0, {}], ["conv2", 0, 0, {}]]</c>, where arguments stand beside each tensor.</summary>
    private static KerasCall Several(IReadOnlyList<JsonElement> calls, IReadOnlyList<string>? keys, Func<string, bool> isLayer)
    {
        KerasArgument[] operands = [.. calls.Select(Operand)];
        var arguments = calls.Count > 0 ? Arguments(calls[0], isLayer) : s_none;
        return new KerasCall(operands.Length == 1 && keys is null ? operands : operands.Length == 0 ? [] : [new KerasList(operands, keys)], arguments);
    }

    private static KerasArgument Operand(JsonElement operand) =>
        operand.ValueKind == JsonValueKind.Array
            && operand.GetArrayLength() >= 3
            && operand[0].ValueKind == JsonValueKind.String
            && operand[0].GetString() == "_CONSTANT_VALUE"
            ? new KerasLiteral(operand[2])
            : KerasSource.Of(operand) is { } source
                ? new KerasTensor(source)
                : throw new ToolException($"its inbound_nodes have {operand.DisplayText()}, which is not understood.");

    private static IReadOnlyDictionary<string, KerasArgument> Arguments(JsonElement call, Func<string, bool> isLayer) =>
        call.ValueKind == JsonValueKind.Array && call.GetArrayLength() > 3 ? Members(call[3], value => Former(value, isLayer)) : s_none;

    private static IReadOnlyDictionary<string, KerasArgument> Members(JsonElement? arguments, Func<JsonElement, KerasArgument> read) =>
        arguments is { ValueKind: JsonValueKind.Object } members
            ? Members(members).Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(member => member.Name, member => read(member.Value), StringComparer.Ordinal)
            : s_none;

    /// <summary>In Keras 3, a tensor is an object.</summary>
    private static KerasArgument Recent(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.FindText("class_name") == "__keras_tensor__" =>
            new KerasTensor(value.Find("config")?.Find("keras_history") is { } history && KerasSource.Of(history) is { } source
                ? source
                : throw new ToolException("it reads a tensor of no keras_history.")),
        JsonValueKind.Object when value.FindText("class_name") is null => Gathered(
            value,
            [.. Members(value).Select(member => Recent(member.Value))],
            [.. Members(value).Select(member => member.Name)]),
        JsonValueKind.Array => Gathered(value, [.. value.EnumerateArray().Select(Recent)], null),
        _ => new KerasLiteral(value),
    };

    /// <summary>In Keras 2, a tensor among the named arguments is a list that begins with a layer's name.</summary>
    private static KerasArgument Former(JsonElement value, Func<string, bool> isLayer) => value.ValueKind != JsonValueKind.Array ? new KerasLiteral(value)
        : value.GetArrayLength() == 3 && KerasSource.Of(value) is { } source && isLayer(source.Layer) ? new KerasTensor(source)
        : Gathered(value, [.. value.EnumerateArray().Select(item => Former(item, isLayer))], null);

    private static KerasArgument Gathered(JsonElement whole, KerasArgument[] items, string[]? keys) =>
        items.Any(item => item is not KerasLiteral) ? new KerasList(items, keys) : new KerasLiteral(whole);

    private static IOrderedEnumerable<JsonProperty> Members(JsonElement element)
    {
        var members = element.EnumerateObject().ToList();
        return members.Select(member => member.Name).Distinct(StringComparer.Ordinal).Count() == members.Count
            ? members.OrderBy(member => member.Name, StringComparer.Ordinal)
            : throw new ToolException("two arguments of its call have one name.");
    }
}
