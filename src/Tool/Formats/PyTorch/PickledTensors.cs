namespace MobileNetGen.Tool.Formats.PyTorch;

/// <summary>The functions that a state dictionary is made with, by their names.</summary>
internal static class PickledTensors
{
    /// <summary>Elements that stand elsewhere in the file: <c>("storage", type, key, place, length)</c>, and null after it in old files.</summary>
    /// <exception cref="ToolException">It is something else.</exception>
    public static TorchStorage Storage(object? reference) => reference is object?[] { Length: 5 or 6 } parts
        && parts is ["storage", PickledName { Module: "torch" or "torch.storage" } type, string key, string, long length, ..]
        && parts.ElementAtOrDefault(5) is null
        ? new TorchStorage(type.Name, key, length)
        : throw new ToolException($"it refers to elements in a way that is not known. {TorchFile.Way}");

    /// <exception cref="ToolException">The function is none of those.</exception>
    public static object Call(PickledName function, object?[] arguments) => (function.DisplayText, arguments) switch
    {
        ("collections.OrderedDict", []) => new PickledMapping(),
        (
            "torch._utils._rebuild_tensor_v2",
            [TorchStorage storage, long offset, object?[] shape, object?[] strides, ..]) => new TorchTensor(storage, offset, Longs(shape), Longs(strides)),
        ("torch._utils._rebuild_parameter", [TorchTensor tensor, ..]) => tensor,
        ("torch.Size", [object?[] extents]) => extents,
        _ => throw new ToolException($"it holds {function.DisplayText}, an object of Python code, which is not run: a whole module or checkpoint, "
            + $"and not its weights alone. {TorchFile.WayOfModule}"),
    };

    private static List<long> Longs(object?[] numbers) =>
        [.. numbers.Select(number => number as long? ?? throw new ToolException($"the shape of a tensor is not made of numbers. {TorchFile.Way}"))];
}
