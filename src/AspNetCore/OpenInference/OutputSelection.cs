using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference;

/// <summary>The outputs that a request names; all of them where it names none.</summary>
internal sealed class OutputSelection(ServedModel model)
{
    private readonly SortedDictionary<int, RequestedOutput> _outputs = [];

    /// <summary>Wants an output; to want it twice is to want it once.</summary>
    /// <exception cref="InferenceException">The model has no such output, or not so many classes.</exception>
    public void Add(string name, bool isBinary, long classes)
    {
        var outputs = model.Signature.Outputs;
        for (var index = 0; index < outputs.Length; index++)
        {
            if (outputs[index].Name == name)
            {
                _outputs.TryAdd(index, new RequestedOutput(index, isBinary, Classification.Require(outputs[index], classes)));
                return;
            }
        }

        throw new InferenceException(
            $"the model '{model.Name}' has no output '{DisplayText.Of(name)}'; its outputs are {string.Join(", ", outputs.Select(output => output.Name))}");
    }

    /// <param name="isBinary">Whether outputs are binary where none was named.</param>
    public RequestedOutput[] Complete(bool isBinary) => _outputs.Count > 0
        ? [.. _outputs.Values]
        : [.. model.Signature.Outputs.Select((_, index) => new RequestedOutput(index, isBinary, 0))];
}
