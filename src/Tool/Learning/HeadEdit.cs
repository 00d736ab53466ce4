using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Tool.Learning;

/// <summary>Gives a description's last layer another number of outputs.</summary>
internal static partial class HeadEdit
{
    private static readonly JsonSerializerOptions s_written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] s_counts = ["units", "filters"];

    /// <summary>The last layer that has weights, after which nothing but activations and reshapes follows.</summary>
    /// <exception cref="ToolException">The output is made of several layers.</exception>
    public static int HeadOf(ShapedGraph shaped)
    {
        var node = shaped.Graph.Outputs[0].Node;
        while (shaped.Graph.Nodes[node].Operation.Weights(shaped.InputTypes(node)) is null || IsNorm(shaped, node))
        {
            node = shaped.Graph.Nodes[node].Inputs is [var only]
                ? only
                : throw new ToolException($"the network ends in \"{shaped.Graph.Nodes[node].Name}\" ({shaped.Graph.Nodes[node].Operation.Kind}); "
                    + "a dense or pointwise layer with an output for each class is accepted, followed by a softmax or nothing.");
        }

        return node;
    }

    public static bool IsNorm(ShapedGraph shaped, int node) => shaped.Graph.Nodes[node].Operation.NormEpsilon is not null;

    /// <param name="text">The description.</param>
    /// <param name="shaped">What it describes.</param>
    /// <param name="outputs">How many outputs it is to have.</param>
    /// <param name="isShare">False to leave out what makes shares of scores.</param>
    /// <exception cref="ToolException">The last layer's number of outputs is said nowhere.</exception>
    public static string Of(string text, ShapedGraph shaped, int outputs, bool isShare)
    {
        var root = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!
            .AsObject();
        var head = HeadOf(shaped);
        // The weights are others after training.
        root.Remove("weights");
        if (Layer().Match(shaped.Graph.Nodes[head].Path) is { Success: true } place && root["layers"] is JsonArray layers)
        {
            var index = int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture);
            var layer = layers[index]!.AsObject();
            var count = s_counts.FirstOrDefault(layer.ContainsKey) ?? throw new ToolException(
                $"layers[{index}], the last one with weights, has neither units nor filters; a dense or pointwise layer is accepted.");
            layer[count] = outputs;
            while (!isShare && layers.Count > index + 1 && (string?)layers[^1]!["kind"] is "softmax" or "logSoftmax")
            {
                layers.RemoveAt(layers.Count - 1);
            }
        }
        else if (root.ContainsKey("preset"))
        {
            root["classes"] = outputs;
            if (!isShare)
            {
                root["classifierActivation"] = "none";
            }
        }
        else
        {
            throw new ToolException($"the last layer with weights, \"{shaped.Graph.Nodes[head].Name}\", is part of a block; a layer of its own is accepted.");
        }

        return root.ToJsonString(s_written) + "\n";
    }

    [GeneratedRegex(@"^layers\[(\d+)\]$")]
    private static partial Regex Layer();
}
