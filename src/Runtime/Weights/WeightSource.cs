using System.Reflection;
using MobileNetGen.Execution;
using MobileNetGen.Weights;

namespace MobileNetGen;

/// <summary>
/// Where a network's weights come from. Files are safetensors, in float32, float16 or bfloat16, under PyTorch's names and
/// layouts (<c>conv1.weight</c>) or Keras' (<c>conv1/kernel</c>). They are read when a network is created, and not kept.
/// </summary>
public abstract class WeightSource
{
    private protected WeightSource()
    {
    }

    /// <summary>A file, mapped into memory while it is read.</summary>
    /// <param name="path">Its path; it is opened when a network is created.</param>
    public static WeightSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new SafetensorsSource(() => ByteSources.Map(path));
    }

    /// <summary>The rest of a stream. It is read to its end when a network is created, and not closed.</summary>
    /// <param name="stream">A readable stream.</param>
    public static WeightSource FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new SafetensorsSource(() => ByteSources.Read(stream, "the stream"));
    }

    /// <summary>Bytes that are read in place.</summary>
    /// <param name="bytes">A whole file.</param>
    public static WeightSource FromBytes(ReadOnlyMemory<byte> bytes) => new SafetensorsSource(() => ByteSources.Pin(bytes, "the byte array"));

    /// <summary>A file embedded in an assembly, read in place whatever its alignment.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's logical name.</param>
    public static WeightSource FromResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SafetensorsSource(() => ByteSources.Embedded(assembly, name));
    }

    /// <summary>
    /// Made-up weights that keep activations in a realistic range, the same on every machine:
    /// for benchmarks and tests of a network that has none yet.
    /// </summary>
    /// <param name="seed">Other seeds give other weights.</param>
    public static WeightSource Seeded(int seed) => new SeededSource(seed);

    internal abstract ITensorReader Bind(NetworkLayout layout);

    private sealed class SafetensorsSource(Func<WeightBytes> open) : WeightSource
    {
        internal override ITensorReader Bind(NetworkLayout layout)
        {
            var bytes = open();
            try
            {
                return new SafetensorsReader(bytes, layout);
            }
            catch
            {
                bytes.Dispose();
                throw;
            }
        }
    }

    private sealed class SeededSource(int seed) : WeightSource
    {
        internal override ITensorReader Bind(NetworkLayout layout) => new SeededTensors(seed);
    }
}
