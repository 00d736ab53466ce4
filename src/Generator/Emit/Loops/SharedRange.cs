using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>
/// A loop over equal items and what is left after them. Workers share both, the rest counting for <paramref name="Rest"/> items;
/// a loop that is not shared is all of it, and no loop where there is one item.
/// </summary>
internal sealed record SharedRange(int Items, int Rest, bool IsShared)
{
    /// <summary>True if the caller declared <c>first</c> and <c>end</c> already, outside of a loop that repeats the range.</summary>
    public bool IsDeclared { get; init; }

    /// <param name="body">Writes an item's code; it is given the item's number as text.</param>
    /// <param name="tail">Writes the code of the rest.</param>
    public void Emit(CodeWriter code, string variable, Action<string> body, Action tail)
    {
        var all = Invariant.Format(Items + Rest);
        if (IsShared && !IsDeclared)
        {
            code.Line($"int end = frame.End({all});");
        }

        if (Items > 1 || IsShared && Items == 1)
        {
            var end = IsShared ? Rest > 0 ? $"Math.Min(end, {Invariant.Format(Items)})" : "end" : Invariant.Format(Items);
            using (code.Block($"for (int {variable} = {(IsDeclared ? "first" : IsShared ? $"frame.Begin({all})" : "0")}; {variable} < {end}; {variable}++)"))
            {
                body(variable);
            }
        }
        else if (Items == 1)
        {
            using (code.Braces())
            {
                body("0");
            }
        }

        if (Rest == 0)
        {
            return;
        }

        if (Items > 0)
        {
            code.Line();
        }

        using (IsShared ? code.Block($"if (end == {all})") : code.Braces())
        {
            tail();
        }
    }
}
