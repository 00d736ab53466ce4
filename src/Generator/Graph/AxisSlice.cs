using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>
/// Places of an axis: from <paramref name="Begin"/> on in steps, up to but without <paramref name="End"/>. Below 0 they count from the
/// axis' end, as in Python.
/// </summary>
internal readonly record struct AxisSlice(int Begin, int End, int Step)
{
    /// <summary><c>[0, 4]</c>, or <c>[0, 4, 2]</c>.</summary>
    public string DisplayText => $"[{Invariant.Format(Begin)}, {Invariant.Format(End)}{(Step == 1 ? "" : ", " + Invariant.Format(Step))}]";

    public static AxisSlice Whole(int extent) => new(0, extent, 1);

    /// <summary>How many places of an axis of <paramref name="extent"/> it has, or the sentence that says why there are none.</summary>
    /// <param name="places">What the axis consists of: rows, columns or channels.</param>
    public (int Count, string? Problem) CountOf(int extent, string places)
    {
        var min = Invariant.Format(-extent);
        if (Begin < -extent || Begin >= extent || End < -extent - 1 || End > extent)
        {
            return (0, $"{places} {DisplayText} are not all there; of {Invariant.Format(extent)}, begin may be from {min} to "
                + $"{Invariant.Format(extent - 1)} and end from {Invariant.Format(-extent - 1)} to {Invariant.Format(extent)}.");
        }

        if (Step == 0)
        {
            return (0, $"{places} {DisplayText} have a step of 0, which leads nowhere; any other is accepted, one below 0 counts backwards.");
        }

        var distance = (long)Place(End, extent) - Place(Begin, extent);
        var count = Math.Sign(distance) == Math.Sign(Step) ? (distance + Step - Math.Sign(Step)) / Step : 0;
        return count > 0
            ? ((int)count, null)
            : (0, $"{places} {DisplayText} are none; with a step {(Step > 0 ? "above 0, end lies after" : "below 0, end lies before")} begin.");
    }

    /// <summary>
    /// The same places of an axis of <paramref name="extent"/> in the one way that all who take them share: a begin from 0 on, and the end
    /// right after the last.
    /// </summary>
    public AxisSlice Canonical(int extent)
    {
        var begin = Place(Begin, extent);
        var last = begin + ((CountOf(extent, "").Count - 1) * Step);
        var step = last == begin ? 1 : Step;
        return new AxisSlice(begin, step > 0 ? last + 1 : last > 0 ? last - 1 : -extent - 1, step);
    }

    private static int Place(int index, int extent) => index < 0 ? index + extent : index;
}
