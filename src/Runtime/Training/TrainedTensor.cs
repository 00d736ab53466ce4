namespace MobileNetGen;

/// <summary>A tensor that training changes.</summary>
/// <param name="Name">As PyTorch calls it: <c>conv1.weight</c>.</param>
/// <param name="Shape">Its extents in PyTorch's layout.</param>
/// <param name="Offset">Where its values begin among those of all parameters.</param>
/// <param name="Length">How many there are. They lie as kernels read them, in another order than the file's.</param>
public sealed record TrainedTensor(string Name, IReadOnlyList<int> Shape, int Offset, int Length)
{
    /// <summary>True for kernels; false for biases, slopes and a batch normalisation's gamma and beta, which weight decay spares.</summary>
    public bool IsKernel => Shape.Count > 1;
}
