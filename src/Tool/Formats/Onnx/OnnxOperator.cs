using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>An operator as it stands from one operator set on: all that its nodes may have, and what they mean.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="Since">The first operator set that has it in this form.</param>
/// <param name="Inputs">Its inputs in order; <c>name?</c> may be absent, <c>name~</c> changes no answer, <c>name*</c> are any number.</param>
/// <param name="Attributes">Its attributes, as <see cref="OperatorSignature"/> has them.</param>
/// <param name="Read">Draws what its outputs are, in order; later ones may be left out.</param>
internal sealed record OnnxOperator(string Name, int Since, string Inputs, string Attributes, Func<OnnxNode, IReadOnlyList<Value>> Read)
{
    public const string Standard = "";
    public const string Microsoft = "com.microsoft";

    /// <param name="name">The operator's name.</param>
    /// <param name="since">The first operator set that has it in this form.</param>
    /// <param name="inputs">Its inputs in order.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <param name="read">Draws what its first output is.</param>
    /// <param name="limits">What is refused.</param>
    public OnnxOperator(string name, int since, string inputs, string attributes, Func<OnnxNode, Value> read, string limits = "")
        : this(name, since, inputs, attributes, node => [read(node)]) => Limits = limits;

    public string Domain { get; init; } = Standard;

    /// <summary>The last operator set that has it in this form.</summary>
    public int Until { get; init; } = OnnxVersions.Max;

    public string Limits { get; init; } = "";

    public OperatorSignature Signature { get; } = new(Attributes);

    public IReadOnlyList<OnnxInput> Parameters { get; } = [.. Inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(OnnxInput.Parse)];

    /// <summary>The name of an input, human-readable.</summary>
    public string ParameterName(int index) => index < Parameters.Count
        ? Parameters[index].Name
        : Parameters is [.., { IsVariadic: true, Name: var name }]
        ? name
        : "";

    public OperatorDoc Doc =>
        new(Domain.Length == 0 ? Name : $"{Domain}.{Name}", Domain.Length > 0 ? "1" : Since == Until ? $"{Since}" : $"{Since} to {Until}", Says, Limits);

    private string Says => string.Join("; ", new[]
    {
        $"inputs {string.Join(", ", Parameters.Select(parameter => parameter.DisplayText))}",
        Signature.Facts.Count > 0 ? $"attributes {string.Join(", ", Signature.Facts.Select(DisplayText))}" : "",
    }.Where(part => part.Length > 0));

    private static string DisplayText(DeclaredFact fact) => fact.Values.Count > 0 ? $"{fact.Name} ({string.Join(" or ", fact.Values)})" : fact.Name;
}

/// <summary>An input that an operator may have.</summary>
internal sealed record OnnxInput(string Name, bool IsOptional, bool IsIgnorable, bool IsVariadic)
{
    public static OnnxInput Parse(string word) => new(word.TrimEnd('?', '~', '*'), word[^1] is '?' or '~' or '*', word[^1] == '~', word[^1] == '*');

    public string DisplayText => Name + (IsVariadic ? " …" : IsOptional ? " (or none)" : "");
}

/// <summary>The operator sets that are read.</summary>
internal static class OnnxVersions
{
    public const int Min = 7;
    public const int Max = 25;

    /// <summary>The empty domain is also called <c>ai.onnx</c>.</summary>
    public static string Domain(string domain) => domain == "ai.onnx" ? OnnxOperator.Standard : domain;
}
