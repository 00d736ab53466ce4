using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// The values that a key accepts. The reader, the sentences of diagnostics, the JSON schema and the reference all ask here,
/// so that they cannot differ.
/// </summary>
internal abstract record Accepted
{
    /// <summary>To complete the sentence "x is 0; … is accepted."</summary>
    public abstract string Sentence { get; }

    public abstract bool Matches(Node node);

    /// <summary>One integer for both directions, or two.</summary>
    public static Accepted Extent(int min, int max) =>
        new AcceptedEither(new AcceptedInteger(min, max), new AcceptedList(new AcceptedInteger(min, max), "[height, width]", 2, 2));

    public static AcceptedChoice Choice(params string[] names) => new(names.ToEquatable());
}

internal sealed record AcceptedInteger(int Min, int Max) : Accepted
{
    public override string Sentence => $"an integer from {Invariant.Format(Min)} to {Invariant.Format(Max)}";

    public override bool Matches(Node node) =>
        node is NumberNode { Value: var value } && value >= Min && value <= Max && value == Math.Floor(value);
}

/// <param name="Above">True if <paramref name="Min"/> itself is too small.</param>
/// <param name="Note">What helps to choose, in brackets; an empty text if nothing does.</param>
internal sealed record AcceptedNumber(double Min, double Max, bool Above = false, string Note = "") : Accepted
{
    public static readonly AcceptedNumber Any = new(double.NegativeInfinity, double.PositiveInfinity);

    public static readonly AcceptedNumber Positive = new(0, double.PositiveInfinity, Above: true);

    public static readonly AcceptedNumber Float = new(float.MinValue, float.MaxValue);

    public override string Sentence => Noun + (HasMin, HasMax, Above) switch
    {
        (true, true, true) => $" above {Invariant.Format(Min)} and at most {Invariant.Format(Max)}",
        (true, true, false) => $" from {Invariant.Format(Min)} to {Invariant.Format(Max)}",
        (true, false, true) => $" above {Invariant.Format(Min)}",
        (true, false, false) => $" of {Invariant.Format(Min)} or more",
        _ => "",
    } + (Note.Length == 0 ? "" : $" ({Note})");

    private string Noun => Max == float.MaxValue ? "a float32 number" : "a number";

    private bool HasMin => Min > float.MinValue;

    private bool HasMax => Max < float.MaxValue;

    public override bool Matches(Node node) =>
        node is NumberNode { Value: var value } && (Above ? value > Min : value >= Min) && value <= Max;
}

internal sealed record AcceptedFlag : Accepted
{
    public override string Sentence => "true or false";

    public override bool Matches(Node node) => node is BooleanNode;
}

/// <summary>Any text but an empty one. Half a surrogate pair is no text: it could not be written into a file.</summary>
internal sealed record AcceptedText : Accepted
{
    /// <summary>What models are allowed to call their operators.</summary>
    public const int MaxCharacters = 4096;

    public override string Sentence => $"a text of 1 to {Invariant.Format(MaxCharacters)} characters";

    public override bool Matches(Node node) =>
        node is StringNode { Value: { Length: > 0 and <= MaxCharacters } value } && Visible.IsWellFormed(value);
}

/// <summary>A SHA-256 as it is usually written.</summary>
internal sealed record AcceptedHash : Accepted
{
    public const int Digits = 64;

    public override string Sentence => $"a SHA-256 of {Digits} hexadecimal digits in small letters";

    public override bool Matches(Node node) =>
        node is StringNode { Value: { Length: Digits } value } && value.All(digit => digit is >= '0' and <= '9' or >= 'a' and <= 'f');
}

/// <summary>One of some texts.</summary>
internal sealed record AcceptedChoice(EquatableArray<string> Names) : Accepted
{
    /// <summary>The names with what helps to choose, if something does.</summary>
    public string? DisplayText { get; init; }

    public override string Sentence => DisplayText ?? string.Join(Names.Count <= 3 ? " or " : ", ", Names.Select(name => $"\"{name}\""));

    public override bool Matches(Node node) => node is StringNode { Value: var value } && Names.Contains(value);
}

/// <param name="DisplayText">The list as it is written: <c>[height, width]</c>.</param>
internal sealed record AcceptedList(Accepted Item, string DisplayText, int Min, int Max) : Accepted
{
    public override string Sentence => DisplayText;

    public override bool Matches(Node node) =>
        node is ArrayNode { Items: var items } && items.Count >= Min && items.Count <= Max && items.All(Item.Matches);
}

internal sealed record AcceptedEither(Accepted First, Accepted Second) : Accepted
{
    public override string Sentence => $"{First.Sentence} or {Second.Sentence}";

    public override bool Matches(Node node) => First.Matches(node) || Second.Matches(node);
}

/// <summary>An object with keys of its own, which the reader of the object checks.</summary>
internal sealed record AcceptedObject(EquatableArray<Property> Keys) : Accepted
{
    public override string Sentence => "an object";

    public override bool Matches(Node node) => node is ObjectNode;
}

/// <summary>A layer: its kind says which keys it has.</summary>
internal sealed record AcceptedLayer : Accepted
{
    public override string Sentence => "an object";

    public override bool Matches(Node node) => node is ObjectNode;
}
