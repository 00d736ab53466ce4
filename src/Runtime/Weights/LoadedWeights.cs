using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>A network's weights as the kernels read them, and where they come from.</summary>
/// <param name="Memory">The weights, and a sample after them if there is one.</param>
/// <param name="Origin">Null for made-up weights.</param>
internal sealed record LoadedWeights(NativeBuffer Memory, WeightsOrigin? Origin) : IDisposable
{
    public void Dispose() => Memory.Dispose();
}

/// <summary>A file of weights.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Hash">The SHA-256 of its tensors' data as 64 hexadecimal digits, or null if the file does not say.</param>
internal sealed record WeightsOrigin(string Name, string? Hash)
{
    /// <summary>Holds weights to what the network's description says that it was imported with, if it does.</summary>
    /// <exception cref="WeightException">They are others.</exception>
    public void CheckBelongTo(NetworkLayout layout)
    {
        if (layout.WeightsHash is not { } expected || Hash == expected)
        {
            return;
        }

        throw new WeightException(
            $"{layout.Name} was imported with weights whose data has the SHA-256 {expected}; {Name} "
                + $"{(Hash is null ? "does not say which weights it holds" : $"holds weights with {Hash}")}. "
            + "Take the weights that were imported with the description; where others are meant to take their place, "
            + $"{nameof(NetworkOptions)}.{nameof(NetworkOptions.AllowOtherWeights)} accepts them, as --other-weights of the tool does.");
    }
}
