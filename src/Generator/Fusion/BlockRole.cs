namespace MobileNetGen.Generator.Fusion;

/// <summary>The part that an operation can play in a block of several.</summary>
internal enum BlockRole
{
    /// <summary>None: it runs alone.</summary>
    None,

    /// <summary>A convolution of whole windows, which can make the rows that a depthwise one reads.</summary>
    Window,

    /// <summary>A matrix product of every pixel: it can expand before a depthwise convolution, or project after it.</summary>
    Pointwise,

    /// <summary>A depthwise convolution, the middle of a block.</summary>
    Depthwise,

    /// <summary>The mean of a map, which squeezes it into a vector.</summary>
    Pool,

    /// <summary>A matrix product of one vector: it excites what was squeezed.</summary>
    Vector,

    /// <summary>A product of a map and a vector: the gate of squeeze-and-excite.</summary>
    Scale,

    /// <summary>A sum of two maps: the residual.</summary>
    Sum,
}
