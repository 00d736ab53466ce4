using System.Collections.Immutable;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Models;

/// <summary>What a request says of an input, found to be one that the model takes.</summary>
internal readonly record struct DeclaredInput(int Index, TensorSpec Form, ImmutableArray<long> Shape, int Count);

/// <summary>Holds the inputs of a request to a model's signature: each once, none that the model lacks, of its type and shape.</summary>
internal sealed class InputBinder(ServedModel model)
{
    private readonly Tensor?[] _tensors = new Tensor?[model.Signature.Inputs.Length];

    private ModelSignature Signature => model.Signature;

    /// <exception cref="InferenceException">The model has no such input, or it was there already, or has another type or shape.</exception>
    public DeclaredInput Declare(string name, string datatype, ReadOnlySpan<long> shape)
    {
        var index = IndexOf(name);
        var type = DataTypes.Parse(datatype, name);
        var spec = Signature.Inputs[index];
        var form = Form(spec, type)
            ?? throw new InferenceException($"input '{DisplayText.Of(name)}' is {datatype}; the model '{model.Name}' takes {Accepted(spec)}");
        var list = ImmutableArray.Create(shape);
        if (!form.Fits(shape) || Extents.Product(shape) is not { } count)
        {
            throw new InferenceException(
                $"input '{DisplayText.Of(name)}' has the shape {DisplayText.Of(list)}; the model '{model.Name}' takes {Accepted(spec)}");
        }

        if (Signature.MaxBatch is { } most && (shape[0] < 1 || shape[0] > most))
        {
            throw new InferenceException($"input '{DisplayText.Of(name)}' has a batch of {shape[0]}; the model '{model.Name}' takes 1 to {most}");
        }

        return new DeclaredInput(index, form, list, count);
    }

    /// <exception cref="InferenceException">The input was there already.</exception>
    public void Set(DeclaredInput input, Tensor tensor)
    {
        if (_tensors[input.Index] is not null)
        {
            throw new InferenceException($"input '{input.Form.Name}' is there twice");
        }

        _tensors[input.Index] = tensor;
    }

    /// <summary>All inputs, in the signature's order.</summary>
    /// <exception cref="InferenceException">One is missing, or their batches differ.</exception>
    public Tensor[] Complete()
    {
        var missing = Signature.Inputs.Where((_, index) => _tensors[index] is null).Select(input => input.Name).ToList();
        if (missing.Count > 0)
        {
            var all = string.Join(", ", Signature.Inputs.Select(input => input.Name));
            throw new InferenceException($"the model '{model.Name}' needs the inputs {all}; missing: {string.Join(", ", missing)}");
        }

        var tensors = Array.ConvertAll(_tensors, tensor => tensor!);
        return Signature.MaxBatch is null || Array.TrueForAll(tensors, tensor => tensor.Shape[0] == tensors[0].Shape[0])
            ? tensors
            : throw new InferenceException(
                $"inputs of the model '{model.Name}' have batches of {string.Join(", ", tensors.Select(tensor => tensor.Shape[0]))}; all must be equal");
    }

    private static TensorSpec? Form(TensorSpec spec, TensorDataType type) =>
        spec.DataType == type ? spec : spec.Alternatives.FirstOrDefault(other => other.DataType == type);

    private static string Accepted(TensorSpec spec) => string.Join(" or ", spec.Alternatives.Prepend(spec));

    private int IndexOf(string name)
    {
        for (var index = 0; index < Signature.Inputs.Length; index++)
        {
            if (Signature.Inputs[index].Name == name)
            {
                return index;
            }
        }

        throw new InferenceException(
            $"the model '{model.Name}' has no input '{DisplayText.Of(name)}'; its inputs are "
                + $"{string.Join(", ", Signature.Inputs.Select(input => input.Name))}");
    }
}
