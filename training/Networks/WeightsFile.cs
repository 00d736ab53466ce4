using MobileNetGen.Training.Layers;

namespace MobileNetGen.Training.Networks;

/// <summary>A trained network as safetensors, under PyTorch's names and in its layouts.</summary>
internal static class WeightsFile
{
    public static void Write(Stream stream, TrainableNetwork<float> network, IReadOnlyDictionary<string, string> metadata)
    {
        NamedTensor[] tensors =
        [
            .. network.Parameters.Select(parameter => new NamedTensor(parameter.Name, parameter.Shape, parameter.InFileOrder())),
            .. network.Statistics.Select(statistic => new NamedTensor(statistic.Name, [statistic.Values.Length], statistic.Values)),
        ];
        SafetensorsWriter.Write(stream, tensors, metadata);
    }
}
