using MobileNetGen.CompilerServices;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>What may be touched of a run's memory, and what was touched beside it.</summary>
internal sealed record Poison(int ArenaLength, IReadOnlyList<Slot> Arena, int ScratchLength, IReadOnlyList<Slot> Scratch, List<string> Damage)
{
    /// <summary>A NaN: whoever reads it into a sum shows it in the answer.</summary>
    private static readonly float s_value = BitConverter.Int32BitsToSingle(0x7fc0dead);

    public void Fill(in Frame frame)
    {
        if (frame.Worker == 0)
        {
            Memory.Of(ref frame.Arena<float>(0), ArenaLength).Fill(s_value);
        }

        Memory.Of(ref frame.Scratch<float>(0), ScratchLength).Fill(s_value);
    }

    public void Check(in Frame frame)
    {
        if (frame.Worker == 0)
        {
            Check(Memory.Of(ref frame.Arena<float>(0), ArenaLength), Arena, "the arena");
        }

        Check(Memory.Of(ref frame.Scratch<float>(0), ScratchLength), Scratch, $"worker {frame.Worker}'s own memory");
    }

    private void Check(Span<float> memory, IReadOnlyList<Slot> slots, string name)
    {
        foreach (var margin in Slot.Margins(slots, memory.Length))
        {
            var (start, length) = margin.GetOffsetAndLength(memory.Length);
            for (var place = start; place < start + length; place++)
            {
                if (BitConverter.SingleToInt32Bits(memory[place]) != BitConverter.SingleToInt32Bits(s_value))
                {
                    lock (Damage)
                    {
                        Damage.Add($"float {place} of {name}, in the margin {margin}");
                    }

                    break;
                }
            }
        }
    }
}

/// <summary>A network's blocks between filling memory with poison and looking at what is left of it.</summary>
internal readonly struct PoisonedProgram<TBlocks> : INetworkProgram
    where TBlocks : INetworkProgram
{
    public static Poison? Poison { get; set; }

    public static void Execute(in Frame frame)
    {
        Poison!.Fill(in frame);
        frame.SynchronizeWithinBlock();
        TBlocks.Execute(in frame);
        frame.SynchronizeWithinBlock();
        Poison.Check(in frame);
    }
}
