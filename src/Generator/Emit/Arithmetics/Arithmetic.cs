using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Emit.Arithmetics;

/// <summary>What kernels know of an element type, as C#: they are loops over elements whose type they do not name.</summary>
internal abstract record Arithmetic(ElementType Element)
{
    /// <summary>The C# type of one number that is computed with: the element's own, unless loads widen elements and stores narrow them.</summary>
    public virtual string Value => Element.CSharp;

    /// <summary>A number as the element that memory holds, where it is stored other than by a dialect.</summary>
    public virtual string Stored(string value) => value;

    /// <summary>What a sum starts from.</summary>
    public abstract string Zero { get; }

    /// <summary>What no element is less than.</summary>
    public abstract string MinValue { get; }

    /// <summary>Elements of one input that a step of a sum of products takes.</summary>
    public virtual int Step => 1;

    /// <summary>A number to compute with.</summary>
    public abstract string Literal(double value);

    /// <summary>A number that has a single's precision already, with no more digits than tell it from others.</summary>
    public abstract string Literal(float value);

    /// <summary>A whole number, which an expression gives, as one to compute with.</summary>
    public abstract string Count(string number);

    /// <summary>The root of one number as IEEE 754 rounds it.</summary>
    public abstract string SquareRoot(string value);

    /// <summary>What an activation makes of a value of any width.</summary>
    public abstract string Apply(Activation activation, string value);

    /// <summary>An activation's derivative at a value of any width.</summary>
    public abstract string Slope(Activation activation, string value);

    /// <summary>What a function makes of a value of any width.</summary>
    public abstract string Apply(UnaryFunction function, string value);

    /// <summary>The exponential of a value of any width, which is not above 0.</summary>
    public abstract string Exponential(string value);

    /// <summary>The maximum in a loop, NaN if one is; of two zeros <paramref name="soFar"/> stays, which is fewer instructions than to look at signs.</summary>
    public abstract string Largest(string value, string soFar);

    public static Arithmetic Of(ElementType element) => element == ElementType.Float32
        ? Float32.Instance
        : element == ElementType.UInt8 ? Bytes.Instance
        : throw new NotSupportedException($"no kernel is written for {element.Name}");
}
