using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>
/// A memory plan in which nothing shares memory and nothing is neighbour to anything: a margin lies before and after every tensor,
/// every map that workers share, and the weights of every stage.
/// </summary>
/// <param name="Plan">The plan.</param>
/// <param name="Slots">What kernels may touch of the arena; the rest are margins.</param>
internal sealed record SpreadPlan(MemoryPlan Plan, IReadOnlyList<Slot> Slots)
{
    /// <summary>In floats: more than the widest vector, and a whole number of cache lines, so that slots are aligned as before.</summary>
    public const int Margin = 64;

    public const int MarginBytes = Margin * sizeof(float);

    public static SpreadPlan Of(ScheduledGraph scheduled)
    {
        var plan = MemoryPlanner.Plan(scheduled);
        var blocked = scheduled.Blocked;
        var owners = Views.Owners(blocked);
        var (slots, end) = (new List<Slot>(), Margin);
        var arena = new Dictionary<int, long>();
        foreach (var tensor in Lifetimes.Of(blocked, owners).Where(tensor => plan.Places[tensor.Tensor].Region == Region.Arena))
        {
            arena[tensor.Tensor] = Take(tensor.Bytes);
        }

        var shared = scheduled.Blocks.Select(block => block.Schedule?.SharedBytes is > 0 and var bytes ? Take(bytes) : 0).ToEquatable();
        return new SpreadPlan(
            plan with
            {
                Places = Enumerable.Range(0, plan.Places.Count)
                    .Select(tensor => arena.TryGetValue(owners[tensor], out var offset) ? new Place(Region.Arena, offset) : plan.Places[tensor])
                    .ToEquatable(),
                Shared = shared,
                ArenaBytes = (long)end * sizeof(float),
                WeightOffsets = plan.WeightOffsets.Select((offset, stage) => offset + (MarginBytes * (stage + 1))).ToEquatable(),
                WeightsBytes = plan.WeightsBytes + (MarginBytes * (plan.WeightOffsets.Count + 1)),
            },
            slots);

        long Take(long bytes)
        {
            var length = (int)(bytes / sizeof(float));
            var slot = new Slot(end, length);
            slots.Add(slot);
            end += ((length + Margin - 1) / Margin * Margin) + Margin;
            return (long)slot.Start * sizeof(float);
        }
    }
}

/// <summary>Floats that kernels may touch.</summary>
internal readonly record struct Slot(int Start, int Length)
{
    /// <summary>What lies between slots, of memory of some length.</summary>
    public static IEnumerable<Range> Margins(IEnumerable<Slot> slots, int length)
    {
        var end = 0;
        foreach (var slot in slots.OrderBy(slot => slot.Start).Append(new Slot(length, 0)))
        {
            yield return end..slot.Start;
            end = slot.Start + slot.Length;
        }
    }
}
