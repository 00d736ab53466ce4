using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>All operators that are read, in every form that an operator set gave them.</summary>
internal static class OnnxOperators
{
    private static readonly string[] s_controlFlow = ["If", "Loop", "Scan", "SequenceMap"];
    private static readonly string[] s_dynamic = ["DynamicQuantizeLinear", "ConvInteger", "MatMulInteger", "DynamicQuantizeMatMul", "MatMulIntegerToFloat"];

    private static readonly IReadOnlyList<OnnxOperator> s_all =
    [
        .. OnnxActivations.All, .. OnnxArithmetic.All, .. OnnxConvolutions.All, .. OnnxPoolings.All, .. OnnxReductions.All, .. OnnxResizing.All,
        .. OnnxShapes.All, .. OnnxSlices.All, .. OnnxLogic.All, .. OnnxQuantised.All, .. OnnxQuantisedOperators.All,
        .. OnnxMicrosoft.All, .. OnnxNormalisations.All, .. OnnxBlocks.All, .. OnnxEinsum.All,
    ];

    private static readonly ILookup<(string Domain, string Name), OnnxOperator> s_byName = s_all.ToLookup(form => (form.Domain, form.Name));

    /// <summary>What is read, for the documentation.</summary>
    public static IReadOnlyList<OperatorDoc> Docs => [.. s_all.OrderBy(form => form.Domain, StringComparer.Ordinal)
        .ThenBy(form => form.Name, StringComparer.Ordinal)
        .ThenBy(form => form.Since)
        .Select(form => Ended(form).Doc)];

    /// <summary>An operator in the form that an operator set gives it; null if it is not read.</summary>
    public static OnnxOperator? Find(NodeProto node, long version)
    {
        var domain = OnnxVersions.Domain(node.Domain);
        var forms = s_byName[(domain, node.OpType)];
        return domain == OnnxOperator.Standard
            ? forms.Where(form => form.Since <= version && version <= form.Until).MaxBy(form => form.Since)
            : forms.FirstOrDefault();
    }

    public static string DisplayText(NodeProto node) => OnnxVersions.Domain(node.Domain) is { Length: > 0 } domain ? $"{domain}.{node.OpType}" : node.OpType;

    /// <summary>Why an operator is not read.</summary>
    public static string WhyNot(NodeProto node, long version) => OnnxVersions.Domain(node.Domain) switch
    {
        "com.microsoft.nchwc" => "is ONNX Runtime's for one kind of processor; import the model before it was optimised, "
            + "or save it with the level ORT_ENABLE_EXTENDED or ORT_ENABLE_BASIC",
        OnnxOperator.Standard when version == 0 => "is one of ONNX' operators, of which the model names no operator set",
        var domain when s_byName[(domain, node.OpType)].ToList() is { Count: > 0 } forms => $"is read in the operator sets {forms.Min(form => form.Since)} "
            + $"to {forms.Max(form => form.Until)}; the model has {version}",
        _ when s_controlFlow.Contains(node.OpType) => "is control flow, which is not supported; export the model for one shape, and simplify it",
        _ when s_dynamic.Contains(node.OpType) => "is not supported, since it quantises by what it sees in each run; "
            + "import the model before it was quantised, or quantise it statically (quantize_static)",
        OnnxOperator.Standard or OnnxOperator.Microsoft => "is not supported",
        _ => "is not supported: it is no operator of ONNX, and no function of the model that could be put in its place",
    };

    /// <summary>A form with the last operator set before the next one.</summary>
    private static OnnxOperator Ended(OnnxOperator form) =>
        form with
        {
            Until = s_byName[(form.Domain, form.Name)].Where(other => other.Since > form.Since)
            .Select(other => other.Since - 1)
            .Append(form.Until)
            .Min()
        };
}
