namespace MobileNetGen.Generator.Support;

/// <summary>The problems that a pass found, each once. A file can have any number; the first are kept, and the rest is counted.</summary>
internal sealed class ProblemList
{
    private const int Max = 100;

    private readonly HashSet<Problem> _known = [];
    private readonly List<Problem> _kept = [];

    public int Count => _known.Count;

    public void Add(Problem problem)
    {
        if (_known.Add(problem) && _kept.Count < Max)
        {
            _kept.Add(problem);
        }
    }

    public EquatableArray<Problem> ToEquatable() => Count == _kept.Count ? _kept.ToEquatable() : _kept.Append(Rest).ToEquatable();

    private Problem Rest => new(
        ProblemKind.ProblemsLeftOut,
        "",
        $"{Invariant.Grouped(Count - _kept.Count)} more problems are left out; mend the {Invariant.Format(Max)} that are shown first.");
}
