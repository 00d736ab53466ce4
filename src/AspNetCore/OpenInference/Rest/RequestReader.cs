using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>Reads a request in one pass over its JSON, after which raw bytes of tensors may stand.</summary>
internal sealed class RequestReader
{
    private const string Request = "the request";

    private readonly ReadOnlyMemory<byte> _raw;
    private readonly InputBinder _inputs;
    private readonly OutputSelection _outputs;
    private int _rawTaken;

    private RequestReader(ServedModel model, ReadOnlyMemory<byte> raw)
    {
        _raw = raw;
        (_inputs, _outputs) = (new InputBinder(model), new OutputSelection(model));
    }

    /// <summary>Reads a request whose inputs stand in its JSON, or after it in their order.</summary>
    /// <exception cref="InferenceException">It is malformed, or asks for what the model cannot do.</exception>
    public static InferenceRequest Read(ServedModel model, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> raw)
    {
        var text = json.Span.StartsWith("\uFEFF"u8) ? json.Span[3..] : json.Span;
        try
        {
            return new RequestReader(model, raw).Read(text, words: false);
        }
        catch (JsonException malformed)
        {
            // Bare words are rare: a text is looked through for them only where they would explain why it cannot be read.
            return NonFiniteWords.Quote(text) is { } quoted ? ReadQuoted(model, quoted, raw) : throw Malformed(malformed);
        }
    }

    /// <summary>Reads a request that is nothing but the values of the one input: an example, or a file.</summary>
    /// <exception cref="InferenceException">The model has more inputs, or one of another size.</exception>
    public static InferenceRequest ReadRaw(ServedModel model, ReadOnlyMemory<byte> raw)
    {
        var inputs = model.Signature.Inputs;
        if (inputs.Length != 1)
        {
            throw new InferenceException($"a body without JSON is one input; the model '{model.Name}' has {inputs.Length}");
        }

        var binder = new InputBinder(model);
        var declared = binder.Declare(inputs[0].Name, inputs[0].DataType.Name(), [.. inputs[0].Shape.Select(extent => Math.Max(extent, 1))]);
        var isFile = inputs[0].DataType == TensorDataType.Bytes && declared.Count == 1;
        binder.Set(declared, isFile ? new Tensor(declared.Shape, [raw]) : RawTensor.Read(declared, raw));
        return new InferenceRequest(null, binder.Complete(), new OutputSelection(model).Complete(isBinary: true));
    }

    private static InferenceRequest ReadQuoted(ServedModel model, ReadOnlyMemory<byte> quoted, ReadOnlyMemory<byte> raw)
    {
        try
        {
            return new RequestReader(model, raw).Read(quoted.Span, words: true);
        }
        catch (JsonException malformed)
        {
            throw Malformed(malformed);
        }
    }

    private static InferenceException Malformed(JsonException error) => new($"the request is no JSON: {DisplayText.Of(error.Message)}", error);

    private InferenceRequest Read(ReadOnlySpan<byte> json, bool words)
    {
        string? id = null;
        var parameters = default(RequestParameters);
        bool hasId = false, hasParameters = false, hasInputs = false, hasOutputs = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        JsonWalk.RequireObject(ref reader, Request);
        while (JsonWalk.NextKey(ref reader))
        {
            if (JsonWalk.IsKey(ref reader, "id"u8, ref hasId, Request))
            {
                id = JsonWalk.String(ref reader, "'id'");
            }
            else if (JsonWalk.IsKey(ref reader, "parameters"u8, ref hasParameters, Request))
            {
                parameters = RequestParameters.Read(ref reader, Request);
            }
            else if (JsonWalk.IsKey(ref reader, "inputs"u8, ref hasInputs, Request))
            {
                ReadInputs(ref reader, words);
            }
            else if (JsonWalk.IsKey(ref reader, "outputs"u8, ref hasOutputs, Request))
            {
                ReadOutputs(ref reader);
            }
            else
            {
                JsonWalk.SkipValue(ref reader);
            }
        }

        // Whatever else stands after the object is an error of the reader's.
        reader.Read();
        RequireAllTaken();
        return hasInputs
            ? new InferenceRequest(id, _inputs.Complete(), _outputs.Complete(parameters.BinaryDataOutput ?? false))
            : throw new InferenceException("the request has no 'inputs'");
    }

    private void ReadInputs(ref Utf8JsonReader reader, bool words)
    {
        JsonWalk.RequireArray(ref reader, "'inputs'");
        while (JsonWalk.NextElement(ref reader))
        {
            new InputReader(_inputs, words).Read(ref reader, _raw, ref _rawTaken);
        }
    }

    private void ReadOutputs(ref Utf8JsonReader reader)
    {
        JsonWalk.RequireArray(ref reader, "'outputs'");
        while (JsonWalk.NextElement(ref reader))
        {
            string? name = null;
            var parameters = default(RequestParameters);
            bool hasName = false, hasParameters = false;
            JsonWalk.RequireObject(ref reader, "an output");
            while (JsonWalk.NextKey(ref reader))
            {
                if (JsonWalk.IsKey(ref reader, "name"u8, ref hasName, "an output"))
                {
                    name = JsonWalk.String(ref reader, "'name' of an output");
                }
                else if (JsonWalk.IsKey(ref reader, "parameters"u8, ref hasParameters, "an output"))
                {
                    parameters = RequestParameters.Read(ref reader, "an output");
                }
                else
                {
                    JsonWalk.SkipValue(ref reader);
                }
            }

            _outputs.Add(name ?? throw new InferenceException("an output has no 'name'"), parameters.BinaryData ?? false, parameters.Classification);
        }
    }

    private void RequireAllTaken()
    {
        if (_rawTaken != _raw.Length)
        {
            throw new InferenceException(
                $"{_raw.Length - _rawTaken} bytes after the JSON belong to no input; the parameter 'binary_data_size' says how many an input has");
        }
    }
}
