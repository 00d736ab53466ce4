namespace MobileNetGen.Generator.Support;

/// <summary>Where a problem is. Text that is no JSON has no paths, so that places are of two kinds.</summary>
internal abstract record ProblemPlace
{
    /// <summary>The place as people name it.</summary>
    public abstract string DisplayText { get; }

    /// <param name="path">A path in the description, such as <c>layers[7].stride</c>.</param>
    public static implicit operator ProblemPlace(string path) => new PathPlace(path);
}

/// <param name="Path">As <c>Paths</c> makes them: <c>layers[7].stride</c>.</param>
internal sealed record PathPlace(string Path) : ProblemPlace
{
    public override string DisplayText => Path.Length == 0 ? "the description" : Visible.Short(Path);
}

/// <param name="Offset">Characters of the text before it.</param>
internal sealed record OffsetPlace(int Offset) : ProblemPlace
{
    public override string DisplayText => $"character {Invariant.Format(Offset + 1)}";
}

/// <summary>
/// Something wrong with a description: which diagnostic it is, where in the description, and one sentence that says what was found
/// and what would be accepted.
/// </summary>
internal sealed record Problem(ProblemKind Kind, ProblemPlace Place, string Message)
{
    public string Message { get; } = Visible.Of(Message);
}
