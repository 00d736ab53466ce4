namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>A network of integers whose kernels run between guard pages.</summary>
/// <param name="Name">Also the name of its class.</param>
/// <param name="Description">JSON text.</param>
/// <param name="HasWeightZeros">True where weights have zero points.</param>
internal sealed record IntegerCase(string Name, string Description, bool HasWeightZeros);

/// <summary>Networks with every kernel of integers: channels that fill no vector, just one, and one more; windows inside the map and over its sides.</summary>
internal static class IntegerCases
{
    /// <summary>A precision with an arithmetic: signed ones have no zero points of weights, and only the reference's kernels compute in fixed point.</summary>
    private static readonly (string Precision, string Arithmetic)[] s_forms =
        [("int8", "tflite"), ("uint8", "tflite"), ("uint8", "onnxruntime"), ("int8", "tflite-reference")];

    public static IReadOnlyList<IntegerCase> All { get; } = [.. s_forms.SelectMany(Of)];

    private static IEnumerable<IntegerCase> Of((string Precision, string Arithmetic) form) => Of(form, Channels(form));

    /// <summary>What is compiled for each takes seconds.</summary>
    private static int[] Channels((string Precision, string Arithmetic) form) => Thorough.IsAsked
        ? [1, 2, 3, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64, 65, 75, 96, 130]
        : form == s_forms[0] ? [3, 41] : form == s_forms[1] ? [17] : [];

    private static IEnumerable<IntegerCase> Of((string Precision, string Arithmetic) form, int[] channels) =>
    [
        .. Thorough.IsAsked || form == s_forms[0] ? Products(form, channels) : [],
        .. channels.Select(count => Many(form, $"Windows{count}", $"6x7x{count}",
        [
            "\"kind\": \"depthwise\"",
            "\"kind\": \"depthwise\", \"kernel\": 5, \"stride\": 2",
            "\"kind\": \"depthwise\", \"kernel\": [2, 3], \"dilation\": [2, 3], \"padding\": [1, 1, 0, 2]",
            "\"kind\": \"depthwise\", \"kernel\": [6, 1], \"padding\": \"valid\"",
            "\"kind\": \"depthwise\", \"kernel\": 3, \"stride\": 3, \"padding\": \"valid\"",
            "\"kind\": \"depthwise\", \"depthMultiplier\": 2",
            "\"kind\": \"averagePool\", \"kernel\": 3, \"stride\": 2, \"padding\": \"same\"",
            "\"kind\": \"maxPool\", \"kernel\": 3, \"stride\": 2, \"padding\": \"same\"",
            "\"kind\": \"globalAveragePool\"",
            "\"kind\": \"globalMaxPool\"",
            "\"kind\": \"reduceMean\", \"axes\": \"c\"",
            "\"kind\": \"reduceSum\", \"axes\": \"w\"",
            "\"kind\": \"reduceMax\", \"axes\": \"h\"",
            "\"kind\": \"resize\", \"size\": [9, 4]",
            "\"kind\": \"resize\", \"size\": [3, 11], \"method\": \"nearest\"",
            "\"kind\": \"softmax\"",
            "\"kind\": \"l2Normalize\"",
            "\"kind\": \"prelu\"",
            "\"kind\": \"sigmoid\"",
            "\"kind\": \"quantize\", \"precision\": \"int8\"",
            "\"kind\": \"dequantize\"",
            "\"kind\": \"pad\", \"padding\": [1, 2, 3, 4]",
            "\"kind\": \"slice\", \"rows\": [1, 5], \"columns\": [6, 0, -2]",
            "\"kind\": \"transpose\", \"axes\": \"chw\"",
            "\"kind\": \"convTranspose\", \"filters\": 5, \"stride\": 2",
        ])),
        Many(form, "Blocks", "4x6x8",
        [
            "\"kind\": \"depthToSpace\", \"blockSize\": 2",
            "\"kind\": \"spaceToDepth\", \"blockSize\": 2",
            "\"kind\": \"conv\", \"filters\": 12, \"kernel\": 3, \"groups\": 4",
            "\"kind\": \"conv\", \"filters\": 8, \"kernel\": 3, \"groups\": 8",
            "\"kind\": \"convTranspose\", \"filters\": 6, \"stride\": 2, \"groups\": 2",
            "\"kind\": \"transpose\", \"axes\": \"whc\"",
        ]),
        .. channels.DefaultIfEmpty(9).Select(count => Pairs(form, count)),
        Chain(form),
    ];

    /// <summary>Matrix products: of pixels where they lie, of gathered ones and of windows; with all weights in the first cache, and with more.</summary>
    private static IEnumerable<IntegerCase> Products((string Precision, string Arithmetic) form, int[] channels) =>
    [
        Many(form, "Convolutions", "9x7x3", channels.SelectMany((filters, index) => new[]
        {
            $"\"kind\": \"conv\", \"filters\": {filters}, \"kernel\": 3, \"stride\": {(index % 2) + 1}",
            $"\"kind\": \"conv\", \"filters\": {filters}, \"kernel\": [{(index % 3) + 2}, 2], \"padding\": [1, 0, 1, 1], \"dilation\": [1, {(index % 2) + 1}]",
        })),
        Many(form, "Matrices", "7x5x12", channels.Select(filters => $"\"kind\": \"pointwise\", \"filters\": {filters}")),
        Many(form, "Strided", "8x9x17", channels.Select(filters => $"\"kind\": \"pointwise\", \"filters\": {filters}, \"stride\": 2")),
        Many(form, "Gathered", "3x5x10", channels.Select(filters => $"\"kind\": \"pointwise\", \"filters\": {filters}")),
        Many(form, "Large", "2x3x520", ["\"kind\": \"pointwise\", \"filters\": 515", "\"kind\": \"conv\", \"filters\": 61, \"kernel\": 3"]),
        Many(form, "Vectors", "1x1x35", channels.Select(units => $"\"kind\": \"dense\", \"units\": {units}")),
    ];

    /// <summary>Layers that all read the input, each an output.</summary>
    private static IntegerCase Many((string Precision, string Arithmetic) form, string name, string input, IEnumerable<string> layers)
    {
        var all = layers.ToList();
        return Case(
            form,
            name,
            Input("image", input),
            [.. all.Select((layer, index) => $$"""{ "name": "l{{index}}", "inputs": ["image"], {{layer}} }""")],
            [.. all.Select((_, index) => $"l{index}")]);
    }

    /// <summary>Operations on two maps of one shape, on a map and a vector, on a map and one number for each pixel, of the input and of others.</summary>
    private static IntegerCase Pairs((string Precision, string Arithmetic) form, int channels)
    {
        List<(string Name, string Text)> layers =
        [
            ("other", "\"kind\": \"sigmoid\", \"inputs\": [\"image\"]"),
            ("vector", "\"kind\": \"globalAveragePool\", \"inputs\": [\"image\"]"),
            ("pixels", "\"kind\": \"reduceMean\", \"axes\": \"c\", \"inputs\": [\"image\"]"),
            ("constant", $"\"kind\": \"constant\", \"shape\": [5, 3, {channels}], \"inputs\": [\"image\"]"),
            ("expanded", $"\"kind\": \"expand\", \"shape\": [5, 3, {channels}], \"inputs\": [\"vector\"]"),
        ];
        string[] kinds = form.Arithmetic == "tflite" ? ["add", "sub", "mul", "maximum", "minimum"] : ["add", "mul"];
        foreach (var (kind, index) in kinds.Select((kind, index) => (kind, index)))
        {
            foreach (var other in new[] { "other", "vector", "pixels" })
            {
                var inputs = index % 2 == 0 ? $"\"image\", \"{other}\"" : $"\"{other}\", \"image\"";
                layers.Add(($"{kind}_{other}", $"\"kind\": \"{kind}\", \"inputs\": [{inputs}]"));
            }
        }

        layers.Add(("columns", "\"kind\": \"concat\", \"axis\": \"w\", \"inputs\": [\"image\", \"constant\", \"expanded\"]"));
        layers.Add(("channels", "\"kind\": \"concat\", \"inputs\": [\"image\", \"pixels\", \"other\"]"));
        return Case(
            form,
            $"Pairs{channels}",
            Input("image", $"5x3x{channels}"),
            [.. layers.Select(layer => $$"""{ "name": "{{layer.Name}}", {{layer.Text}} }""")],
            [.. layers.Select(layer => layer.Name)]);
    }

    /// <summary>Layers one after the other, whose maps are all inside: some of floats.</summary>
    private static IntegerCase Chain((string Precision, string Arithmetic) form) => Case(
        form,
        "Chain",
        Input("image", "19x15x3"),
        [
            """{ "kind": "conv", "name": "stem", "filters": 21, "kernel": 3, "stride": 2, "activation": "relu6" }""",
            """{ "kind": "depthwise", "kernel": 5, "dilation": [1, 2], "activation": "relu" }""",
            """{ "kind": "pointwise", "name": "trunk", "filters": 44, "scaleWidth": false }""",
            """{ "kind": "depthwise", "name": "dw", "kernel": 3, "padding": "symmetric" }""",
            """{ "kind": "squeezeExcite" }""",
            """{ "kind": "add", "name": "sum", "inputs": ["trunk", "squeezeExcite_1"] }""",
            """{ "kind": "hardSwish", "name": "swish" }""",
            """{ "kind": "dequantize" }""",
            """{ "kind": "exp" }""",
            """{ "kind": "quantize", "precision": "uint8" }""",
            """{ "kind": "convTranspose", "name": "spread", "filters": 9, "kernel": 3, "stride": 2 }""",
            """{ "kind": "averagePool", "name": "pooled", "kernel": 3, "stride": 2 }""",
            """{ "kind": "globalAveragePool" }""",
            """{ "kind": "dense", "units": 37 }""",
            """{ "kind": "softmax", "name": "scores" }""",
        ],
        ["scores"]);

    private static string Input(string name, string extents) => Layers.LayerCase.Port(extents, name);

    private static IntegerCase Case(
        (string Precision, string Arithmetic) form, string name, string input, IReadOnlyList<string> layers, IReadOnlyList<string> outputs) => new(
        $"{name}_{form.Precision}_{form.Arithmetic.Replace('-', '_')}",
        $$"""
        { "precision": "{{form.Precision}}", "arithmetic": "{{form.Arithmetic}}", "input": {{input}}, "layers": [ {{string.Join(", ", layers)}} ],
          "outputs": [ {{string.Join(", ", outputs.Select(output => $$"""{ "name": "out_{{output}}", "layer": "{{output}}" }"""))}} ] }
        """,
        form.Precision == "uint8");
}
