using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>Reads an input of a request. Its values come last as a rule, and go straight into memory; where they come first, they are returned to.</summary>
internal ref struct InputReader(InputBinder binder, bool words)
{
    private const string Unnamed = "an input";

    private string? _name;
    private string? _datatype;
    private long[]? _shape;
    private RequestParameters _parameters;
    private DeclaredInput? _declared;
    private Tensor? _tensor;
    private Utf8JsonReader _values;
    private bool _hasValues;

    private readonly string What => _name is null ? Unnamed : $"input '{DisplayText.Of(_name)}'";

    /// <param name="reader">At the input.</param>
    /// <param name="raw">The raw bytes after the JSON.</param>
    /// <param name="rawTaken">How many of them belong to inputs already.</param>
    /// <exception cref="InferenceException">The input is malformed, or none that the model has.</exception>
    public void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> raw, ref int rawTaken)
    {
        bool hasName = false, hasDatatype = false, hasShape = false, hasParameters = false;
        JsonWalk.RequireObject(ref reader, Unnamed);
        while (JsonWalk.NextKey(ref reader))
        {
            if (JsonWalk.IsKey(ref reader, "name"u8, ref hasName, What))
            {
                _name = JsonWalk.String(ref reader, "'name' of an input");
            }
            else if (JsonWalk.IsKey(ref reader, "datatype"u8, ref hasDatatype, What))
            {
                _datatype = JsonWalk.String(ref reader, $"'datatype' of {What}");
            }
            else if (JsonWalk.IsKey(ref reader, "shape"u8, ref hasShape, What))
            {
                _shape = Shape(ref reader);
            }
            else if (JsonWalk.IsKey(ref reader, "parameters"u8, ref hasParameters, What))
            {
                _parameters = RequestParameters.Read(ref reader, What);
            }
            else if (JsonWalk.IsKey(ref reader, "data"u8, ref _hasValues, What))
            {
                Values(ref reader);
            }
            else
            {
                JsonWalk.SkipValue(ref reader);
            }
        }

        Finish(raw, ref rawTaken);
    }

    private readonly long[] Shape(ref Utf8JsonReader reader)
    {
        var shape = new List<long>();
        JsonWalk.RequireArray(ref reader, $"'shape' of {What}");
        while (JsonWalk.NextElement(ref reader))
        {
            shape.Add(JsonWalk.Count(ref reader, $"an extent of {What}"));
        }

        return [.. shape];
    }

    private void Values(ref Utf8JsonReader reader)
    {
        // What files are encoded as, a parameter says, which may come later.
        if (_name is not null && _datatype is not null && _shape is not null && _datatype != TensorDataType.Bytes.Name())
        {
            _declared = binder.Declare(_name, _datatype, _shape);
            _tensor = JsonTensor.Read(ref reader, _declared.Value, base64: false, words);
            return;
        }

        _values = reader;
        reader.Skip();
    }

    private void Finish(ReadOnlyMemory<byte> raw, ref int rawTaken)
    {
        var declared = _declared ?? binder.Declare(
            _name ?? throw Missing("name"), _datatype ?? throw Missing("datatype"), _shape ?? throw Missing("shape"));
        if (_hasValues == _parameters.BinaryDataSize.HasValue)
        {
            var found = _hasValues ? "both 'data' and" : "neither 'data' nor";
            throw new InferenceException($"{What} has {found} the parameter 'binary_data_size'; it has one of the two");
        }

        binder.Set(declared, _tensor ?? (_hasValues ? Skipped(declared) : Raw(declared, raw, ref rawTaken)));
    }

    /// <summary>The values that were stepped over.</summary>
    private Tensor Skipped(DeclaredInput declared) => JsonTensor.Read(ref _values, declared, _parameters.IsBase64 && declared.Form.HoldsFiles, words);

    private readonly Tensor Raw(DeclaredInput declared, ReadOnlyMemory<byte> raw, ref int rawTaken)
    {
        var (size, left) = (_parameters.BinaryDataSize!.Value, raw.Length - rawTaken);
        if (size > left)
        {
            throw new InferenceException(
                $"{What} has {size} bytes after the JSON, where {left} are left; the header Inference-Header-Content-Length says how long the JSON is");
        }

        var bytes = raw.Slice(rawTaken, (int)size);
        rawTaken += (int)size;
        return RawTensor.Read(declared, bytes);
    }

    private readonly InferenceException Missing(string key) => new($"{What} has no '{key}'");
}
