using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>
/// A request for inference whose tensors lie in memory that is lent: of a tensor that is as large as a picture, protobuf would make a new large object,
/// and runtimes search the whole heap for what is no longer used every few of them.
/// </summary>
internal sealed class InferCall : IDisposable
{
    /// <summary>From this length on, arrays are large objects. Shorter ones are protobuf's own.</summary>
    private const int LargeObject = 85_000;

    private const uint RawContents = (ModelInferRequest.RawInputContentsFieldNumber << 3) | (uint)WireFormat.WireType.LengthDelimited;

    private readonly List<byte[]> _lent = [];

    /// <summary>Reads requests; a server writes none.</summary>
    public static Marshaller<InferCall> Marshaller { get; } = Marshallers.Create<InferCall>(
        (call, context) => context.Complete(call.Message.ToByteArray()), context => Read(context.PayloadAsReadOnlySequence()));

    /// <summary>The request.</summary>
    public ModelInferRequest Message { get; } = new();

    /// <summary>Reads a message. What lies between large tensors is merged by protobuf, which also says what is wrong with a message.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is malformed.</exception>
    public static InferCall Read(ReadOnlySequence<byte> bytes)
    {
        var call = new InferCall();
        var fields = new WireFields(bytes);
        var merged = bytes.Start;
        while (fields.Next())
        {
            if (fields.Tag == RawContents && fields.Content.Length >= LargeObject)
            {
                call.Message.MergeFrom(bytes.Slice(merged, fields.Start));
                call.Message.RawInputContents.Add(call.Lend(fields.Content));
                merged = fields.End;
            }
        }

        call.Message.MergeFrom(bytes.Slice(merged));
        return call;
    }

    /// <summary>Gives the memory back. Nobody may read the tensors any more, nor what is made of them.</summary>
    public void Dispose()
    {
        _lent.ForEach(array => ArrayPool<byte>.Shared.Return(array));
        _lent.Clear();
    }

    private ByteString Lend(ReadOnlySequence<byte> content)
    {
        var length = (int)content.Length;
        var array = ArrayPool<byte>.Shared.Rent(length);
        _lent.Add(array);
        content.CopyTo(array);
        return UnsafeByteOperations.UnsafeWrap(array.AsMemory(0, length));
    }
}
