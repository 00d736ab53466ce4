using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Memory;

internal enum Region
{
    /// <summary>Nowhere of its own: the block that makes it also uses it up.</summary>
    Block,

    Input,
    Output,
    Arena,
}

/// <summary>Where a tensor lies: the index of a network input or output, or an offset into the arena in bytes.</summary>
internal readonly record struct Place(Region Region, long Position)
{
    /// <summary><c>output 0</c>, or <c>arena 802,816</c>.</summary>
    public string DisplayText => Region switch
    {
        Region.Block => "in the block",
        Region.Input => "input " + Invariant.Format(Position),
        Region.Output => "output " + Invariant.Format(Position),
        _ => "arena " + Invariant.Grouped(Position),
    };
}

/// <summary>A place for every tensor that blocks read or make, and the sizes that follow, in bytes.</summary>
/// <param name="Places">By tensor; tensors that never leave their block have the default place.</param>
/// <param name="Copies">Outputs that no block writes directly: a view of an input, or a second name of one tensor.</param>
/// <param name="Shared">By block; the offset of the memory that its workers share for inner maps.</param>
/// <param name="WeightOffsets">By stage, block by block; where its packed weights start.</param>
/// <param name="ScratchBytes">Of the memory that each worker has for itself.</param>
internal sealed record MemoryPlan(
    EquatableArray<Place> Places,
    EquatableArray<OutputCopy> Copies,
    EquatableArray<long> Shared,
    EquatableArray<long> WeightOffsets,
    long ArenaBytes,
    long ScratchBytes,
    long WeightsBytes);

internal readonly record struct OutputCopy(int Tensor, int Output);
