using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>
/// A memory plan in which every tensor of the arena and the weights of every stage lie on pages of their own, at the pages' start or at their end, and
/// a page that nobody uses lies before and after them: what margins of NaN show of floats, only the system can show of integers.
/// </summary>
/// <param name="Plan">The plan.</param>
/// <param name="Arena">Pages of the arena that kernels may touch.</param>
/// <param name="Weights">Pages of the packed weights that kernels may touch.</param>
internal sealed record PagedPlan(MemoryPlan Plan, IReadOnlyList<Slot> Arena, IReadOnlyList<Slot> Weights)
{
    /// <summary>Buffers from this size on begin with a page.</summary>
    private const int LeastBytes = 1 << 20;

    public static int Page => Environment.SystemPageSize;

    public static PagedPlan Of(ScheduledGraph scheduled, bool atEnd)
    {
        var plan = MemoryPlanner.Plan(scheduled);
        var blocked = scheduled.Blocked;
        var owners = Views.Owners(blocked);
        var (arena, weights) = (new Pages(atEnd), new Pages(atEnd));
        var tensors = Lifetimes.Of(blocked, owners)
            .Where(tensor => plan.Places[tensor.Tensor].Region == Region.Arena)
            .ToDictionary(tensor => tensor.Tensor, tensor => arena.Take(tensor.Bytes));
        var shared = scheduled.Blocks.Select(block => block.Schedule?.SharedBytes is > 0 and var bytes ? arena.Take(bytes) : 0).ToEquatable();
        var offsets = blocked.Stages
            .Select(stage => stage.Operation.Weights(blocked.InputTypes(stage)) is { } shape ? weights.Take(shape.PackedBytes) : 0)
            .ToEquatable();
        return new PagedPlan(
            plan with
            {
                Places = Enumerable.Range(0, plan.Places.Count)
                    .Select(tensor => tensors.TryGetValue(owners[tensor], out var offset) ? new Place(Region.Arena, offset) : plan.Places[tensor])
                    .ToEquatable(),
                Shared = shared,
                ArenaBytes = Math.Max(arena.End, LeastBytes),
                WeightOffsets = offsets,
                WeightsBytes = weights.End,
            },
            arena.Slots,
            weights.Slots);
    }

    /// <summary>The whole pages that some bytes take.</summary>
    public static int Whole(long bytes) => (int)((bytes + Page - 1) / Page * Page);

    private sealed class Pages(bool atEnd)
    {
        private readonly List<Slot> _slots = [];

        public IReadOnlyList<Slot> Slots => _slots;

        public int End { get; private set; } = Page;

        public long Take(long bytes)
        {
            var slot = new Slot(End, Whole(bytes));
            _slots.Add(slot);
            End += slot.Length + Page;
            return slot.Start + (atEnd ? slot.Length - bytes : 0);
        }
    }
}
