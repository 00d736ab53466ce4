using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>Finds a network's tensors in a file by name, under the naming that fits most of them.</summary>
internal static class TensorBinding
{
    /// <exception cref="WeightException">Tensors are missing, left over, misshapen or of a type that cannot be used: all of them are listed.</exception>
    public static (TensorNaming Naming, Dictionary<TensorSlot, TensorEntry> Bound) Bind(NetworkLayout layout, IReadOnlyList<TensorEntry> tensors, string file)
    {
        var slots = layout.Weights.SelectMany(layer => layer.Slots).Distinct().ToList();
        var naming = TensorNaming.All.MaxBy(candidate => Matches(candidate, slots, tensors))!;
        var byName = new Dictionary<string, TensorEntry>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach (var tensor in tensors)
        {
            if (!byName.TryAdd(naming.Normalise(tensor.Name), tensor))
            {
                problems.Add($"{tensor.Name} stands for the same tensor as {byName[naming.Normalise(tensor.Name)].Name}");
            }
        }

        var bound = new Dictionary<TensorSlot, TensorEntry>();
        foreach (var slot in slots)
        {
            if (naming.NamesOf(slot).FirstOrDefault(byName.ContainsKey) is { } name && byName.Remove(name, out var entry))
            {
                bound.Add(slot, entry);
                Check(slot, entry, naming, problems);
                if (!slot.IsInteger && entry.ElementType == TensorSlot.StoredByte && slot.ElementTypes.Contains(TensorSlot.StoredByte))
                {
                    BindScale(slot.StoredScale, byName, bound, naming, problems);
                }
            }
            else if (!slot.IsOptional)
            {
                problems.Add($"{naming.NameOf(slot)} [{string.Join(", ", naming.ShapeOf(slot))}] is missing");
            }
        }

        problems.AddRange(byName.Values.Where(entry => !naming.IsIgnorable(entry.Name))
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => $"{entry.Name} {entry.DisplayShape} is not expected"));
        return problems.Count == 0
            ? (naming, bound)
            : throw new WeightException($"{file} does not hold the weights of {layout.Name} (by {naming.DisplayText} names): {string.Join("; ", problems)}.");
    }

    /// <summary>Integers that stand for floats have a scale for each output beside them.</summary>
    private static void BindScale(
        TensorSlot scale, Dictionary<string, TensorEntry> byName, Dictionary<TensorSlot, TensorEntry> bound, TensorNaming naming, List<string> problems)
    {
        if (byName.Remove(naming.NameOf(scale), out var entry))
        {
            bound.Add(scale, entry);
            Check(scale, entry, naming, problems);
        }
        else
        {
            problems.Add($"{naming.NameOf(scale)} [{string.Join(", ", naming.ShapeOf(scale))}] is missing, the scales of integers that stand for floats");
        }
    }

    private static int Matches(TensorNaming naming, List<TensorSlot> slots, IReadOnlyList<TensorEntry> tensors)
    {
        var names = tensors.Select(tensor => naming.Normalise(tensor.Name)).ToHashSet(StringComparer.Ordinal);
        return slots.Count(slot => naming.NamesOf(slot).Any(names.Contains));
    }

    private static void Check(TensorSlot slot, TensorEntry entry, TensorNaming naming, List<string> problems)
    {
        if (!naming.Accepts(slot, entry.Shape))
        {
            problems.Add($"{entry.Name} is {entry.DisplayShape}; [{string.Join(", ", naming.ShapeOf(slot))}] is expected");
        }

        if (!slot.ElementTypes.Contains(entry.ElementType))
        {
            problems.Add(
                $"{entry.Name} is {entry.ElementType}; {string.Join(", ", slot.ElementTypes)} {(slot.ElementTypes.Length == 1 ? "is" : "are")} accepted");
        }
    }
}
