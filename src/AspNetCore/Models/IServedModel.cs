namespace MobileNetGen.AspNetCore;

/// <summary>A model that the endpoints serve. <c>AddMobileNet</c> makes one of a generated network; others can be written by hand.</summary>
public interface IServedModel
{
    /// <summary>What the model takes and gives. It must not change.</summary>
    ModelSignature Signature { get; }

    /// <summary>Runs the model; it may be called from many threads at once.</summary>
    /// <param name="inputs">One tensor for each input of the signature, in its order, of a type and shape that the signature allows.</param>
    /// <returns>One tensor for each output, in the signature's order.</returns>
    /// <exception cref="InferenceException">The values are none that the model can take.</exception>
    IReadOnlyList<Tensor> Infer(IReadOnlyList<Tensor> inputs);

    /// <summary>The name of a class, where the last extent of an output counts classes.</summary>
    /// <param name="output">The output's number in the signature.</param>
    /// <param name="index">The class.</param>
    /// <returns>The name, or null if classes have none.</returns>
    string? Label(int output, int index) => null;

    /// <summary>Runs the model on an example of its own, so that health says whether the model works, and not only whether it is there.</summary>
    /// <exception cref="Exception">Any says that it does not work, and its message why.</exception>
    void CheckHealth()
    {
    }
}
