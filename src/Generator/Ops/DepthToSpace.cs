using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>The order of a deep map's channels, as ONNX calls it.</summary>
internal enum DepthOrder
{
    /// <summary>A pixel of the block after the other, each with all its channels: TensorFlow's.</summary>
    DCR,

    /// <summary>A channel after the other, each with all pixels of the block: PyTorch's pixel shuffle.</summary>
    CRD,
}

/// <summary>Channels of each pixel as a block of pixels.</summary>
internal sealed record DepthToSpace(int BlockSize, DepthOrder Mode) : Operation
{
    public static readonly LayerKind Layer = new(
        "depthToSpace",
        "Channels of each pixel as a block of pixels: TensorFlow's depth to space, PyTorch's pixel shuffle with the mode \"CRD\".",
        EquatableArray.Of<Property>(Properties.BlockSize, Properties.Mode),
        static layer => layer.Add(layer.Name, new DepthToSpace(layer.Require(Properties.BlockSize), layer.Get(Properties.Mode))));

    public override string Kind => "depthToSpace";

    public override string DisplayText => $"{Kind} {Invariant.Format(BlockSize)} {Mode}";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.BlockSize.Of(BlockSize), .. Properties.Mode.Unless(Mode)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var input = inputs[0];
        var area = BlockSize * BlockSize;
        return input.Channels % area != 0
            ? $"blocks of {Invariant.Format(BlockSize)}×{Invariant.Format(BlockSize)} need a multiple of {Invariant.Format(area)} channels."
            : input with { Height = input.Height * BlockSize, Width = input.Width * BlockSize, Channels = input.Channels / area };
    }

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.Apply(new SpaceToDepth(BlockSize, Mode), scope.Upstream)];
}

/// <summary>Blocks of pixels as the channels of one.</summary>
internal sealed record SpaceToDepth(int BlockSize, DepthOrder Mode) : Operation
{
    public static readonly LayerKind Layer = new(
        "spaceToDepth",
        "Each block of pixels as the channels of one: TensorFlow's space to depth, PyTorch's pixel unshuffle with the mode \"CRD\".",
        EquatableArray.Of<Property>(Properties.BlockSize, Properties.Mode),
        static layer => layer.Add(layer.Name, new SpaceToDepth(layer.Require(Properties.BlockSize), layer.Get(Properties.Mode))));

    public override string Kind => "spaceToDepth";

    public override string DisplayText => $"{Kind} {Invariant.Format(BlockSize)} {Mode}";

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.BlockSize.Of(BlockSize), .. Properties.Mode.Unless(Mode)];

    public override bool TakesIntegers => true;

    public override bool KeepsQuantization => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var input = inputs[0];
        if (input.Height % BlockSize != 0 || input.Width % BlockSize != 0)
        {
            return $"blocks of {Invariant.Format(BlockSize)}×{Invariant.Format(BlockSize)} need multiples of {Invariant.Format(BlockSize)} rows and columns.";
        }

        var channels = (long)input.Channels * BlockSize * BlockSize;
        return channels > int.MaxValue
            ? "the channels together are too many."
            : input with { Height = input.Height / BlockSize, Width = input.Width / BlockSize, Channels = (int)channels };
    }

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [scope.Apply(new DepthToSpace(BlockSize, Mode), scope.Upstream)];
}
