using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>The extents of an operation's weights and the length of their packed form, biases included.</summary>
internal abstract record WeightShape
{
    /// <summary>Outputs of a panel: one panel serves every vector width, 32 = 2×16 = 4×8 = 8×4 lanes.</summary>
    public const int PanelWidth = 32;

    /// <summary>Floats of a cache line; each part of the packed weights starts on one.</summary>
    public const int Alignment = 16;

    /// <summary>The packed form in elements.</summary>
    public abstract long PackedLength { get; }

    /// <summary>What the packed form consists of.</summary>
    public ElementType Element { get; init; } = ElementType.Float32;

    public long PackedBytes => PackedLength * Element.Size;

    /// <summary>Channels that come out.</summary>
    public abstract int Channels { get; }

    public static int Align(int length) => (length + Alignment - 1) / Alignment * Alignment;
}

/// <summary>Packed as biases, then panels of <c>[kernel row][kernel column][input][32 outputs]</c>.</summary>
internal sealed record ConvolutionWeightShape(Extent Kernel, int Inputs, int Outputs, bool Bias) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Outputs) + ((long)Kernel.Area * Inputs * Outputs);
}

/// <summary>Packed as biases, then <c>[kernel row][kernel column][channel]</c>.</summary>
internal sealed record DepthwiseWeightShape(Extent Kernel, int Outputs, bool Bias, int Multiplier = 1) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Channels) + ((long)Kernel.Area * Channels);
}

/// <summary>Packed as biases, then <c>[kernel row][kernel column][input of the group][output]</c>.</summary>
internal sealed record GroupedWeightShape(Extent Kernel, int Inputs, int Outputs, bool Bias) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Outputs) + ((long)Kernel.Area * Inputs * Outputs);
}

/// <summary>Packed like a convolution in groups.</summary>
internal sealed record TransposedWeightShape(Extent Kernel, int Inputs, int Outputs, int Groups, bool Bias) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Outputs) + ((long)Kernel.Area * (Inputs / Groups) * Outputs);
}

/// <summary>Packed like a 1×1 convolution.</summary>
internal sealed record DenseWeightShape(int Inputs, int Outputs, bool Bias) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Outputs) + ((long)Inputs * Outputs);
}

/// <summary>A batch normalisation that stands alone, packed as shifts, then scales.</summary>
internal sealed record ScaleShiftWeightShape(int Outputs, double Epsilon) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Align(Channels) + Channels;
}

/// <summary>Numbers in the order rows, columns, channels.</summary>
internal sealed record ConstantWeightShape(MapShape Shape) : WeightShape
{
    public override int Channels => Shape.Channels;

    public override long PackedLength => (long)Shape.Height * Shape.Width * Shape.Channels;
}

/// <summary>A slope for each channel.</summary>
internal sealed record SlopeWeightShape(int Outputs) : WeightShape
{
    public override int Channels => Outputs;

    public override long PackedLength => Channels;
}
