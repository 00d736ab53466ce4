using System.Reflection;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen;

/// <summary>
/// Where a network's weights come from. Files are safetensors, in float32, float16 or bfloat16, under PyTorch's names and
/// layouts (<c>conv1.weight</c>) or Keras' (<c>conv1/kernel</c>), which are read when a network is created and not kept;
/// or weights that a network's <c>Pack</c> wrote, which are checked and then used where they are: their file stays mapped,
/// and must not be changed, until the network was disposed of, unless it is copied. Which of the two it is, its first bytes say.
/// </summary>
public abstract class WeightSource
{
    private protected WeightSource()
    {
    }

    /// <summary>A file, mapped into memory or copied.</summary>
    /// <param name="path">Its path; it is opened when a network is created.</param>
    /// <param name="copy">
    /// False to map the file: processes share its pages, and nothing is read before it is needed. True to read it into memory of the process' own,
    /// for files that somebody may change in place or cut short, or that lie where reading may fail: on a network, or on a disk that may be taken away.
    /// </param>
    public static WeightSource FromFile(string path, bool copy = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileSource(() => copy ? ByteSources.Copy(path) : ByteSources.Map(path));
    }

    /// <summary>The rest of a stream. It is read to its end when a network is created, and not closed.</summary>
    /// <param name="stream">A readable stream.</param>
    public static WeightSource FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new FileSource(() => ByteSources.Read(stream, "the stream"));
    }

    /// <summary>Bytes that are read in place.</summary>
    /// <param name="bytes">A whole file.</param>
    public static WeightSource FromBytes(ReadOnlyMemory<byte> bytes) => new FileSource(() => ByteSources.Pin(bytes, "the byte array"));

    /// <summary>A file embedded in an assembly, read in place whatever its alignment.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's logical name.</param>
    public static WeightSource FromResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new FileSource(() => ByteSources.Embedded(assembly, name));
    }

    /// <summary>
    /// Made-up weights that keep activations in a realistic range, the same on every machine:
    /// for benchmarks and tests of a network that has none yet.
    /// </summary>
    /// <param name="seed">Other seeds give other weights.</param>
    public static WeightSource CreateRandom(int seed) => new TensorSource(new SeededTensors(seed));

    /// <summary>
    /// Weights to begin training from, the same on every machine: kernels after He et al., no class more likely than another,
    /// normalisations that change nothing.
    /// </summary>
    /// <param name="seed">Other seeds give other weights.</param>
    public static WeightSource CreateInitial(int seed) => new TensorSource(new InitialTensors(seed));

    /// <summary>The weights as the kernels read them.</summary>
    /// <exception cref="WeightException">They are malformed, or not those of the network.</exception>
    /// <param name="layout">The network.</param>
    /// <param name="hashed">True to hash the data where the file does not say its hash, which takes longer than reading it.</param>
    internal abstract LoadedWeights Load(NetworkLayout layout, bool hashed = false);

    /// <summary>The tensors as they are named, before they are packed.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="allowOther">True to accept weights other than those that the description was imported with.</param>
    /// <exception cref="WeightException">They are malformed, packed, or not those of the network.</exception>
    internal abstract ITensorReader Open(NetworkLayout layout, bool allowOther);

    private sealed class FileSource(Func<WeightBytes> open) : WeightSource
    {
        internal override ITensorReader Open(NetworkLayout layout, bool allowOther) => Read(bytes =>
        {
            var tensors = PackedHeader.Begins(bytes)
                ? throw new WeightException($"{bytes.Name} holds packed weights, in which tensors have no names; a safetensors file is accepted.")
                : new SafetensorsReader(bytes, layout);
            if (!allowOther)
            {
                tensors.Origin(hashed: false).CheckBelongTo(layout);
            }

            return tensors;
        });

        internal override LoadedWeights Load(NetworkLayout layout, bool hashed = false) => Read(bytes =>
        {
            if (PackedHeader.Begins(bytes))
            {
                return PackedFile.Open(bytes, layout);
            }

            using var tensors = new SafetensorsReader(bytes, layout);
            var origin = tensors.Origin(hashed);
            return new LoadedWeights(WeightPacking.Pack(layout, tensors), origin);
        });

        private T Read<T>(Func<WeightBytes, T> read)
        {
            var bytes = open();
            try
            {
                return read(bytes);
            }
            catch
            {
                // Nobody has come to own it.
                bytes.Dispose();
                throw;
            }
        }
    }

    /// <summary>Tensors that are made, and have no file.</summary>
    internal sealed class TensorSource(ITensorReader tensors) : WeightSource
    {
        internal override ITensorReader Open(NetworkLayout layout, bool allowOther) => tensors;

        internal override LoadedWeights Load(NetworkLayout layout, bool hashed = false) => new(WeightPacking.Pack(layout, tensors), null);
    }
}
