using System.Collections.Immutable;
using MobileNetGen.AspNetCore;

namespace MobileNetGen.ToyServer;

/// <summary>A model that is a function of tensors.</summary>
internal sealed class ToyModel(
    ModelSignature signature, Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> infer, params ImmutableArray<string> labels) : IServedModel
{
    public ModelSignature Signature => signature;

    public IReadOnlyList<Tensor> Infer(IReadOnlyList<Tensor> inputs) => infer(inputs);

    public string? Label(int output, int index) => index < labels.Length ? labels[index] : null;
}
