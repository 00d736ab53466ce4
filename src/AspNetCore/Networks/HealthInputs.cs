using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>An example of one's own for a model: an image where it takes one, else zeros.</summary>
internal static class HealthInputs
{
    private const string Image = "health.png";

    public static Tensor[] Of(ModelSignature signature) =>
        [.. signature.Inputs.Select(input => input.Alternatives.Any(form => form.HoldsFiles) ? new Tensor([1], [File()]) : Zeros(input))];

    private static Tensor Zeros(TensorSpec input)
    {
        var shape = input.Shape.SetItem(0, 1);
        return new Tensor(input.DataType, shape, new byte[Extents.Product(shape.AsSpan())!.Value * input.DataType.Size()]);
    }

    private static byte[] File()
    {
        using var resource = typeof(HealthInputs).Assembly.GetManifestResourceStream(Image)!;
        var image = new byte[resource.Length];
        resource.ReadExactly(image);
        return image;
    }
}
