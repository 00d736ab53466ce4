using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Options;
using MobileNetGen.AspNetCore.Classify;
using MobileNetGen.ObjectDetection;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>A network as the endpoints see it: tensors of its own elements in and out, and images where its description says what they become.</summary>
internal sealed class NetworkModel<TNetwork> : IServedModel, IImageClassifier
    where TNetwork : class, IGeneratedNetwork<TNetwork>
{
    private readonly ServedNetwork<TNetwork> _network;
    private readonly ImageInput? _images;
    private readonly Lazy<Tensor[]> _healthInputs;

    public NetworkModel(ServedNetwork<TNetwork> network, IOptions<ServingOptions> serving)
    {
        _network = network;
        _images = Info.Preprocessing is { } how ? new ImageInput(how, serving.Value.LargestImage, network.Options.PrepareImage) : null;
        Signature = NetworkPorts.Signature(Info, network.Options.MaxBatch);
        _healthInputs = new(() => HealthInputs.Of(Signature));
    }

    public ModelSignature Signature { get; }

    private static NetworkInfo Info => TNetwork.Info;

    public IReadOnlyList<Tensor> Infer(IReadOnlyList<Tensor> inputs)
    {
        var count = (int)inputs[0].Shape[0];
        byte[][] outputs = [.. Info.Outputs.Select(output => new byte[count * NetworkPorts.Bytes(output)])];
        using (var lease = _network.Rent())
        {
            if (lease.Network is not IIntegerNetwork integers)
            {
                using var floats = new FloatInputs(Info, _images, inputs, count);
                lease.Network.RunBatch(floats.Memory, [.. outputs.Select(output => FloatMemory.Of(output.AsMemory()))], count);
            }
            else if (IsOwn(inputs))
            {
                IntegerBatch.Run(integers, inputs, outputs, count);
            }
            else
            {
                using var floats = new FloatInputs(Info, _images, inputs, count);
                IntegerBatch.Run(integers, floats.Memory[0], outputs, count);
            }
        }

        return [.. outputs.Select((output, index) => new Tensor(
            Signature.Outputs[index].DataType, [count, .. Signature.Outputs[index].Shape.AsSpan()[1..]], output))];
    }

    public string? Label(int output, int index)
    {
        using var lease = _network.Rent();
        return lease.Labels is { } labels && labels.Count == Info.Outputs[output].Length ? labels[index] : null;
    }

    public void CheckHealth()
    {
        foreach (var output in Infer(_healthInputs.Value))
        {
            if (output.DataType == TensorDataType.Float32 && output.Values<float>().ContainsAnyExceptInRange(float.MinValue, float.MaxValue))
            {
                throw new InferenceException("it answers with something that is no number");
            }
        }
    }

    public ClassifyAnswer Classify(ReadOnlyMemory<byte> file, int? top, float threshold)
    {
        using var input = MemoryPool<float>.Shared.Rent(Info.Inputs[0].Length);
        var floats = input.Memory[..Info.Inputs[0].Length];
        float[][] outputs = [.. Info.Outputs.Select(output => new float[output.Length])];
        var (width, height) = _images!.Prepare(file.Span, 0, floats.Span);
        using var lease = _network.Rent();
        lease.Network.Run([floats], [.. outputs.Select(output => output.AsMemory())]);
        if (_network.Detect is { } detect)
        {
            var found = detect([.. outputs.Select(output => (ReadOnlyMemory<float>)output)]);
            var boxes = found.Where(one => one.Score >= threshold).Take(top ?? int.MaxValue).Select(
                one => FoundBox.Of(one, Name(one.Class), Info.Preprocessing!.ToImage(one.Box, width, height), width, height));
            return new ClassifyAnswer { Width = width, Height = height, Boxes = [.. boxes] };
        }

        if (outputs.Length > 1)
        {
            throw new InvalidOperationException(
                $"{Info.Name} has the outputs {string.Join(", ", Info.Outputs.Select(output => output.Name))}, and "
                    + $"{nameof(ServedNetworkOptions)}.{nameof(ServedNetworkOptions.UseDetector)} does not say how boxes are made of them.");
        }

        var best = Ranking.Top(outputs[0], top ?? ClassifyEndpoint.Guesses).Where(guess => guess.Score >= threshold);
        return new ClassifyAnswer { Labels = [.. best.Select(guess => new Guess(Name(guess.Index), guess.Index, guess.Score))] };

        string Name(int index) => lease.Labels is { } labels && index < labels.Count
            ? labels[index]
            : string.Create(CultureInfo.InvariantCulture, $"class {index}");
    }

    private bool IsOwn(IReadOnlyList<Tensor> inputs)
    {
        var isOwn = true;
        for (var index = 0; isOwn && index < inputs.Count; index++)
        {
            isOwn = inputs[index].DataType == Signature.Inputs[index].DataType;
        }

        return isOwn;
    }
}
