using System.Text.Json;
using MobileNetGen.AspNetCore.Json;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Predict;

/// <summary>Writes answers of TensorFlow Serving: <c>predictions</c>, one for each example, or <c>outputs</c>.</summary>
internal static class PredictWriter
{
    /// <exception cref="InferenceException">An output cannot be written in JSON, or by rows.</exception>
    public static void Write(Utf8JsonWriter json, ServedModel model, PredictRequest request, IReadOnlyList<Tensor> outputs)
    {
        json.WriteStartObject();
        if (request.IsByRow)
        {
            json.WriteStartArray("predictions"u8);
            Rows(json, model, (int)request.Inputs[0].Shape[0], outputs);
            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("outputs"u8);
            Each(json, model, outputs, output => Nested(json, model.Signature.Outputs[output].Name, outputs[output], 0, 0));
        }

        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, ServedModel model, int rows, IReadOnlyList<Tensor> outputs)
    {
        for (var index = 0; index < outputs.Count; index++)
        {
            if (outputs[index].Shape.IsEmpty || outputs[index].Shape[0] != rows)
            {
                throw new InferenceException(
                    $"output '{model.Signature.Outputs[index].Name}' has no row for each example; ask with 'inputs' in place of 'instances'");
            }
        }

        for (var row = 0; row < rows; row++)
        {
            Each(json, model, outputs, output => Nested(json, model.Signature.Outputs[output].Name, outputs[output], 1, row * (outputs[output].Count / rows)));
        }
    }

    /// <summary>The one output as it is, or an object of several.</summary>
    private static void Each(Utf8JsonWriter json, ServedModel model, IReadOnlyList<Tensor> outputs, Action<int> write)
    {
        if (outputs.Count == 1)
        {
            write(0);
            return;
        }

        json.WriteStartObject();
        for (var index = 0; index < outputs.Count; index++)
        {
            json.WritePropertyName(model.Signature.Outputs[index].Name);
            write(index);
        }

        json.WriteEndObject();
    }

    private static void Nested(Utf8JsonWriter json, string name, Tensor tensor, int axis, int start)
    {
        if (axis == tensor.Shape.Length)
        {
            JsonValues.Write(json, name, tensor, start, 1);
            return;
        }

        json.WriteStartArray();
        var length = 1;
        foreach (var extent in tensor.Shape.AsSpan()[(axis + 1)..])
        {
            length *= (int)extent;
        }

        if (axis == tensor.Shape.Length - 1)
        {
            JsonValues.Write(json, name, tensor, start, (int)tensor.Shape[axis]);
        }
        else
        {
            for (var index = 0; index < tensor.Shape[axis]; index++)
            {
                Nested(json, name, tensor, axis + 1, start + (index * length));
            }
        }

        json.WriteEndArray();
    }
}
