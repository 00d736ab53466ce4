namespace MobileNetGen.Benchmarks.Building;

/// <summary>What edits of a project cost whose network is one file: seconds, in a compiler that runs on.</summary>
/// <param name="Files">Files that are generated.</param>
/// <param name="Characters">Characters in them.</param>
/// <param name="Whole">The generator's own, where it writes all of the text.</param>
/// <param name="Keystroke">The generator's own, after an edit of another file.</param>
/// <param name="Errors">An editor's, which looks for errors in the file that was edited: generator and binding.</param>
/// <param name="Compilation">A compiler's, which makes the assembly anew after an edit of another file.</param>
internal sealed record EditCost(int Files, int Characters, double Whole, double Keystroke, double Errors, double Compilation);
