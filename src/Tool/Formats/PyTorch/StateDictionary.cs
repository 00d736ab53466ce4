namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>Finds the tensors of a network in what a file holds: a dictionary of tensors, or one that checkpoints keep under a name of their own.</summary>
internal static class StateDictionary
{
    private static readonly string[] s_names = [
        "state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "state_dict_ema", "model_ema", "ema_state_dict", "ema",
    ];

    /// <exception cref="ToolException">There is no dictionary of tensors.</exception>
    public static IReadOnlyList<(string Name, TorchTensor Tensor)> Of(object? content, List<string> notes)
    {
        if (content is not PickledMapping mapping)
        {
            throw new ToolException($"it holds no dictionary of tensors. {TorchFile.Way}");
        }

        if (Tensors(mapping) is { Count: > 0 } tensors)
        {
            return tensors;
        }

        foreach (var name in s_names)
        {
            if (mapping.Items.LastOrDefault(item => item.Key == name).Value is PickledMapping inner && Tensors(inner) is { Count: > 0 } found)
            {
                var others = s_names.Where(other => other != name && mapping.Items.Any(item => item.Key == other && item.Value is PickledMapping)).ToList();
                notes.Add($"the weights are those under \"{name}\"{(others.Count > 0 ? $"; the file has {string.Join(", ", others)} as well" : "")}");
                return found;
            }
        }

        throw new ToolException($"it holds {string.Join(", ", mapping.Items.Take(8).Select(item => item.Key))}, "
            + $"and no dictionary of tensors under {string.Join(", ", s_names)}. {TorchFile.Way}");
    }

    /// <summary>Numbers beside tensors count steps of training.</summary>
    private static List<(string Name, TorchTensor Tensor)> Tensors(PickledMapping mapping)
    {
        var found = mapping.Items.Where(item => item.Value is TorchTensor)
            .GroupBy(item => item.Key)
            .Select(group => (group.Key, (TorchTensor)group.Last().Value!))
            .ToList();
        return mapping.Items.All(item => item.Value is TorchTensor or long or double or bool) ? found : [];
    }
}
