using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Predict;

/// <summary>What was asked: inputs, and whether the answer has a row for each example, or a column for each output.</summary>
internal sealed record PredictRequest(Tensor[] Inputs, bool IsByRow);

/// <summary>
/// Reads requests of TensorFlow Serving: <c>instances</c>, a list of examples, or <c>inputs</c>, a list for each input. What is binary is an object with
/// <c>b64</c>, and may be called by the input's name with <c>_bytes</c> after it.
/// </summary>
internal sealed class PredictReader(ServedModel model)
{
    private const string Request = "the request";

    private readonly ExampleList[] _examples = [.. model.Signature.Inputs.Select(input => new ExampleList(input))];

    /// <exception cref="InferenceException">The request is malformed, or asks for what the model cannot do.</exception>
    public PredictRequest Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return ReadObject(json);
        }
        catch (JsonException error)
        {
            throw new InferenceException($"the request is no JSON: {DisplayText.Of(error.Message)}", error);
        }
    }

    private PredictRequest ReadObject(ReadOnlySpan<byte> json)
    {
        bool hasInstances = false, hasInputs = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        JsonWalk.RequireObject(ref reader, Request);
        while (JsonWalk.NextKey(ref reader))
        {
            if (JsonWalk.IsKey(ref reader, "instances"u8, ref hasInstances, Request))
            {
                ReadRows(ref reader);
            }
            else if (JsonWalk.IsKey(ref reader, "inputs"u8, ref hasInputs, Request))
            {
                ReadColumns(ref reader);
            }
            else
            {
                JsonWalk.SkipValue(ref reader);
            }
        }

        reader.Read();
        return hasInstances == hasInputs
            ? throw new InferenceException(
                $"the request has {(hasInputs ? "both" : "neither")} 'instances' {(hasInputs ? "and" : "nor")} 'inputs'; it has one of the two")
            : new PredictRequest(Complete(), hasInstances);
    }

    private Tensor[] Complete()
    {
        var binder = new InputBinder(model);
        foreach (var examples in _examples)
        {
            if (examples.Count > 0)
            {
                var tensor = examples.Together();
                binder.Set(binder.Declare(examples.Input.Name, tensor.DataType.Name(), tensor.Shape.AsSpan()), tensor);
            }
        }

        return binder.Complete();
    }

    private void ReadRows(ref Utf8JsonReader reader)
    {
        JsonWalk.RequireArray(ref reader, "'instances'");
        while (JsonWalk.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject && !IsBinary(reader))
            {
                while (JsonWalk.NextKey(ref reader))
                {
                    ReadNamed(ref reader, isColumn: false);
                }
            }
            else
            {
                Only().Add(ref reader);
            }
        }
    }

    private void ReadColumns(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            ReadColumn(ref reader, Only());
            return;
        }

        JsonWalk.RequireObject(ref reader, "'inputs'");
        while (JsonWalk.NextKey(ref reader))
        {
            ReadNamed(ref reader, isColumn: true);
        }
    }

    /// <summary>Reads what stands under a name; keys of other names are the client's own.</summary>
    private void ReadNamed(ref Utf8JsonReader reader, bool isColumn)
    {
        var name = JsonWalk.Key(ref reader);
        reader.Read();
        if (Find(name, reader) is not { } examples)
        {
            reader.Skip();
        }
        else if (isColumn)
        {
            ReadColumn(ref reader, examples);
        }
        else
        {
            examples.Add(ref reader);
        }
    }

    private static void ReadColumn(ref Utf8JsonReader reader, ExampleList examples)
    {
        JsonWalk.RequireArray(ref reader, $"input '{examples.Input.Name}'");
        while (JsonWalk.NextElement(ref reader))
        {
            examples.Add(ref reader);
        }
    }

    private ExampleList? Find(string name, in Utf8JsonReader value) =>
        Array.Find(_examples, examples => name == examples.Input.Name || name == examples.Input.Name + "_bytes")
        ?? (_examples.Length == 1 && IsBinary(value) ? _examples[0] : null);

    private ExampleList Only()
    {
        if (_examples.Length == 1)
        {
            return _examples[0];
        }

        var names = string.Join(", ", _examples.Select(examples => examples.Input.Name));
        throw new InferenceException($"the model '{model.Name}' has {_examples.Length} inputs; an example is an object with {names}");
    }

    /// <summary>True at an object with the key <c>b64</c>; the reader stays where it is.</summary>
    private static bool IsBinary(Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("b64"u8);
}
