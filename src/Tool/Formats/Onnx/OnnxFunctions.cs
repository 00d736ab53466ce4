using Google.Protobuf.Collections;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>
/// Functions that a model defines for itself: a call is replaced by the function's nodes. What cannot be, stays a call, which is no known operator.
/// </summary>
internal sealed class OnnxFunctions
{
    private const int MaxNested = 16;

    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionProto> _functions = [];
    private readonly long _version;
    private readonly List<NodeProto> _nodes = [];

    private OnnxFunctions(ModelProto model, long version)
    {
        _version = version;
        foreach (var function in model.Functions)
        {
            if (!_functions.TryAdd((OnnxVersions.Domain(function.Domain), function.Name, function.Overload), function))
            {
                throw new ToolException($"the function {function.Domain}.{function.Name} is there twice.");
            }
        }
    }

    /// <summary>The model's nodes without calls of its functions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="version">Its operator set.</param>
    /// <exception cref="ToolException">They are more than a model may have.</exception>
    public static IReadOnlyList<NodeProto> Inline(ModelProto model, long version)
    {
        var functions = new OnnxFunctions(model, version);
        foreach (var node in model.Graph.Node)
        {
            functions.Add(node, 0);
        }

        return functions._nodes;
    }

    private void Add(NodeProto node, int depth)
    {
        if (depth < MaxNested
            && _functions.TryGetValue((OnnxVersions.Domain(node.Domain), node.OpType, node.Overload), out var function)
            && CanInline(node, function))
        {
            foreach (var inner in function.Node)
            {
                Add(Renamed(inner, node, function), depth + 1);
            }

            return;
        }

        Limits.RequireOperators(_nodes.Count + 1);
        _nodes.Add(node);
    }

    private bool CanInline(NodeProto call, FunctionProto function) =>
        call.Input.Count <= function.Input.Count && call.Output.Count <= function.Output.Count
        && function.Node.All(node => !node.Attribute.Any(attribute => attribute.G is not null))
        && function.OpsetImport.All(set => OnnxVersions.Domain(set.Domain) != OnnxOperator.Standard || set.Version == _version);

    private static NodeProto Renamed(NodeProto inner, NodeProto call, FunctionProto function)
    {
        var prefix = OnnxNode.NameOf(call);
        string Tensor(string name) => name.Length == 0 ? ""
            : function.Input.IndexOf(name) is >= 0 and var input ? input < call.Input.Count ? call.Input[input] : ""
            : function.Output.IndexOf(name) is >= 0 and var output && output < call.Output.Count && call.Output[output].Length > 0 ? call.Output[output]
            : $"{prefix}/{name}";

        var node = inner.Clone();
        node.Name = inner.Output.Any(function.Output.Contains) ? prefix : $"{prefix}/{OnnxNode.NameOf(inner)}";
        Replace(node.Input, Tensor);
        Replace(node.Output, Tensor);
        node.Attribute.Clear();
        node.Attribute.AddRange(inner.Attribute.Select(attribute => Bound(attribute, call, function)).OfType<AttributeProto>());
        return node;
    }

    private static void Replace(RepeatedField<string> names, Func<string, string> tensor)
    {
        for (var index = 0; index < names.Count; index++)
        {
            names[index] = tensor(names[index]);
        }
    }

    /// <summary>An attribute of the function's node, as the call has it; null where neither the call nor the function says a value.</summary>
    private static AttributeProto? Bound(AttributeProto attribute, NodeProto call, FunctionProto function)
    {
        if (attribute.RefAttrName.Length == 0)
        {
            return attribute;
        }

        var said = call.Attribute.Concat(function.AttributeProto).FirstOrDefault(other => other.Name == attribute.RefAttrName)?.Clone();
        if (said is not null)
        {
            said.Name = attribute.Name;
        }

        return said;
    }
}
