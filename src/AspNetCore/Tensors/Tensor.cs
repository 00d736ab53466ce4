using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore;

/// <summary>An input or output of a model with its values, which must not be changed.</summary>
public sealed class Tensor
{
    /// <summary>Creates a tensor of elements that all have the same size.</summary>
    /// <param name="dataType">What its elements are; not <see cref="TensorDataType.Bytes"/>.</param>
    /// <param name="shape">Its extents, from the outermost.</param>
    /// <param name="data">Its elements as little-endian bytes, row after row.</param>
    /// <exception cref="ArgumentException">The extents do not multiply to the number of elements.</exception>
    public Tensor(TensorDataType dataType, ImmutableArray<long> shape, ReadOnlyMemory<byte> data)
    {
        if (dataType == TensorDataType.Bytes)
        {
            throw new ArgumentException("BYTES elements have a length each, and come as a list.", nameof(dataType));
        }

        Require(shape, data.Length / (double)dataType.Size());
        (DataType, Shape, Data) = (dataType, shape, data);
    }

    /// <summary>Creates a tensor of <see cref="TensorDataType.Bytes"/>.</summary>
    /// <param name="shape">Its extents, from the outermost.</param>
    /// <param name="elements">Its elements, row after row.</param>
    /// <exception cref="ArgumentException">The extents do not multiply to the number of elements.</exception>
    public Tensor(ImmutableArray<long> shape, IReadOnlyList<ReadOnlyMemory<byte>> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        Require(shape, elements.Count);
        (DataType, Shape, Elements) = (TensorDataType.Bytes, shape, elements);
    }

    /// <summary>What its elements are.</summary>
    public TensorDataType DataType { get; }

    /// <summary>Its extents, from the outermost.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements as little-endian bytes, row after row; empty for <see cref="TensorDataType.Bytes"/>.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The elements of a tensor of <see cref="TensorDataType.Bytes"/>; empty for other types.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Elements { get; } = [];

    /// <summary>How many elements there are.</summary>
    public int Count => DataType == TensorDataType.Bytes ? Elements.Count : Data.Length / DataType.Size();

    /// <summary>A tensor of numbers.</summary>
    /// <typeparam name="T">The type in C# that <paramref name="dataType"/> has.</typeparam>
    /// <param name="dataType">What its elements are.</param>
    /// <param name="shape">Its extents, from the outermost.</param>
    /// <param name="values">Its elements, row after row; they are copied.</param>
    /// <exception cref="ArgumentException">The extents do not multiply to the number of elements, or the type has another size.</exception>
    public static Tensor Of<T>(TensorDataType dataType, ImmutableArray<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        RequireSize<T>(dataType);
        return new Tensor(dataType, shape, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>The elements as numbers.</summary>
    /// <typeparam name="T">The type in C# that <see cref="DataType"/> has.</typeparam>
    /// <exception cref="ArgumentException">The type has another size.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        RequireSize<T>(DataType);
        return MemoryMarshal.Cast<byte, T>(Data.Span);
    }

    private static void RequireSize<T>(TensorDataType dataType)
    {
        if (Unsafe.SizeOf<T>() != dataType.Size())
        {
            throw new ArgumentException($"Elements of {dataType.Name()} have {dataType.Size()} bytes, those of {typeof(T).Name} {Unsafe.SizeOf<T>()}.");
        }
    }

    private static void Require(ImmutableArray<long> shape, double elements)
    {
        if (Extents.Product(shape.AsSpan()) is not { } product || product != elements)
        {
            throw new ArgumentException($"The shape {DisplayText.Of(shape)} does not have {elements} elements.", nameof(shape));
        }
    }
}
