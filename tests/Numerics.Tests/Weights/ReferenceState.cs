using MobileNetGen.Numerics.Tests.Tensors;

namespace MobileNetGen.Numerics.Tests.Weights;

/// <summary>Tensors as a framework would save them, made up with one seed: what is written here knows nothing of presets.</summary>
internal sealed class ReferenceState(int seed) : DrawnTensors(seed)
{
    /// <param name="fanIn">Products of one output.</param>
    public void Kernel(string name, int fanIn, params int[] shape)
    {
        var spread = Math.Sqrt(6.0 / fanIn);
        Add(name, () => Between(-spread, spread), shape);
    }

    public void Bias(string name, int length) => Add(name, () => Between(-0.5, 0.5), length);

    /// <param name="names">Of factor, shift, mean and variance.</param>
    public void Norm(int channels, params string[] names)
    {
        Add(names[0], () => Between(0.7, 1.3), channels);
        Add(names[1], () => Between(-0.2, 0.2), channels);
        Add(names[2], () => Between(-0.3, 0.3), channels);
        Add(names[3], () => Math.Exp(Between(-0.7, 0.4)), channels);
    }

    /// <summary>A counter of PyTorch's.</summary>
    public void Counter(string name) => Add(new NamedTensor(name, [], new[] { 1f }));
}
