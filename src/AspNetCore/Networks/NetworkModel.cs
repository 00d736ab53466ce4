using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using MobileNetGen.Imaging;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>
/// A network as the endpoints see it: floats in, floats out, a batch along the first extent. Where its description says how images become the input,
/// they may come as files, or as pixels of any size.
/// </summary>
internal sealed class NetworkModel<TNetwork> : IServedModel
    where TNetwork : class, IImageNetwork<TNetwork>
{
    private const string HealthImage = "health.png";

    private readonly ServedNetwork<TNetwork> _network;
    private readonly ImageLimits _limits;
    private readonly Lazy<Tensor> _healthInput;

    public NetworkModel(ServedNetwork<TNetwork> network, IOptions<ServingOptions> serving)
    {
        _network = network;
        _limits = new ImageLimits { MaxPixels = serving.Value.LargestImage };
        _healthInput = new(HealthInput);
        var input = Spec(Input);
        Signature = new ModelSignature(
            [TakesImages ? input with { Alternatives = Images(input.Name) } : input], [Spec(Output)])
        { MaxBatch = network.Options.MaxBatch };
    }

    public ModelSignature Signature { get; }

    private static TensorInfo Input => TNetwork.Info.Inputs[0];

    private static TensorInfo Output => TNetwork.Info.Outputs[0];

    private static bool TakesImages => TNetwork.Info.Preprocessing is not null;

    public IReadOnlyList<Tensor> Infer(IReadOnlyList<Tensor> inputs)
    {
        var count = (int)inputs[0].Shape[0];
        var output = new byte[count * Output.Length * sizeof(float)];
        var values = MemoryMarshal.Cast<byte, float>(output.AsSpan());
        var input = Floats(inputs[0], count);
        using var lease = _network.Rent();
        if (count == 1)
        {
            lease.Network.Run(input, values);
        }
        else
        {
            lease.Network.RunBatch(input, values, count);
        }

        return [new Tensor(TensorDataType.Float32, [count, .. Signature.Outputs[0].Shape.AsSpan()[1..]], output)];
    }

    public string? Label(int output, int index)
    {
        using var lease = _network.Rent();
        return lease.Labels is { } labels && index < labels.Count ? labels[index] : null;
    }

    public void CheckHealth()
    {
        foreach (var value in Infer([_healthInput.Value])[0].Values<float>())
        {
            if (!float.IsFinite(value))
            {
                throw new InferenceException("it answers with something that is no number");
            }
        }
    }

    private static TensorSpec Spec(TensorInfo tensor)
    {
        var (height, width, channels) = tensor.Shape;
        return new(tensor.Name, TensorDataType.Float32, (height, width) == (1, 1) ? [-1, channels] : [-1, height, width, channels]);
    }

    private static ImmutableArray<TensorSpec> Images(string name) =>
        [new(name, TensorDataType.Bytes, [-1]) { HoldsFiles = true }, new(name, TensorDataType.UInt8, [-1, -1, -1, 3])];

    private static Tensor HealthInput()
    {
        if (!TakesImages)
        {
            return new Tensor(TensorDataType.Float32, Spec(Input).Shape.SetItem(0, 1), new byte[Input.Length * sizeof(float)]);
        }

        using var resource = typeof(NetworkModel<TNetwork>).Assembly.GetManifestResourceStream(HealthImage)!;
        var image = new byte[resource.Length];
        resource.ReadExactly(image);
        return new Tensor([1], [image]);
    }

    private ReadOnlySpan<float> Floats(Tensor input, int count)
    {
        if (input.DataType == TensorDataType.Float32)
        {
            return input.Values<float>();
        }

        var floats = new float[count * Input.Length];
        for (var index = 0; index < count; index++)
        {
            var image = input.DataType == TensorDataType.Bytes ? Decode(input.Elements[index].Span, index) : Pixels(input, index);
            var prepared = _network.Options.PrepareImage is { } prepare ? prepare(image) : image;
            ImagePreprocessor.Apply(
                TNetwork.Info.Preprocessing!, prepared.Pixels, prepared.Width, prepared.Height, floats.AsSpan(index * Input.Length, Input.Length));
        }

        return floats;
    }

    private RgbImage Decode(ReadOnlySpan<byte> file, int index)
    {
        try
        {
            return ImageFile.Decode(file, _limits).Over(255, 255, 255);
        }
        catch (InvalidImageException error)
        {
            throw new InferenceException($"the image at place {index}: {error.Message}", error);
        }
    }

    private RgbImage Pixels(Tensor input, int index)
    {
        var (height, width) = (input.Shape[1], input.Shape[2]);
        if (height < 1 || width < 1 || height * width > _limits.MaxPixels || Math.Max(height, width) > _limits.MaxSide)
        {
            throw new InferenceException(
                $"an image of {width} × {height} pixels; sides of 1 to {_limits.MaxSide} pixels and {_limits.MaxPixels} pixels in all are accepted");
        }

        var length = (int)(height * width * 3);
        return new RgbImage((int)width, (int)height, input.Data.Slice(index * length, length).ToArray());
    }
}
