using Google.Protobuf;
using Google.Protobuf.Collections;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>Reads a request's message: values are raw, for all inputs, or typed, for each.</summary>
internal static class GrpcRequestReader
{
    /// <exception cref="InferenceException">The request is malformed, or asks for what the model cannot do.</exception>
    public static InferenceRequest Read(ServedModel model, ModelInferRequest message)
    {
        var inputs = new InputBinder(model);
        var isRaw = message.RawInputContents.Count > 0;
        if (isRaw && message.RawInputContents.Count != message.Inputs.Count)
        {
            throw new InferenceException(
                $"there are {message.Inputs.Count} inputs and {message.RawInputContents.Count} raw_input_contents; each input has one");
        }

        for (var index = 0; index < message.Inputs.Count; index++)
        {
            var input = message.Inputs[index];
            RequireOwnMemory(input.Parameters, input.Name);
            var declared = inputs.Declare(input.Name, input.Datatype, input.Shape.ToArray());
            inputs.Set(declared, isRaw ? Raw(input, declared, message.RawInputContents[index]) : GrpcContents.Read(declared, input.Contents));
        }

        return new InferenceRequest(message.Id, inputs.Complete(), Outputs(model, message));
    }

    private static Tensor Raw(ModelInferRequest.Types.InferInputTensor input, DeclaredInput declared, ByteString raw) => input.Contents is null
        ? RawTensor.Read(declared, raw.Memory)
        : throw new InferenceException($"input '{declared.Form.Name}' has contents, and there are raw_input_contents; there is one of the two");

    private static RequestedOutput[] Outputs(ServedModel model, ModelInferRequest message)
    {
        var outputs = new OutputSelection(model);
        foreach (var output in message.Outputs)
        {
            RequireOwnMemory(output.Parameters, output.Name);
            outputs.Add(output.Name, isBinary: true, output.Parameters.TryGetValue("classification", out var classes) ? classes.Int64Param : 0);
        }

        return outputs.Complete(isBinary: true);
    }

    private static void RequireOwnMemory(MapField<string, InferParameter> parameters, string tensor)
    {
        if (parameters.ContainsKey("shared_memory_region"))
        {
            throw new InferenceException($"'{DisplayText.Of(tensor)}' asks for shared memory, which is not offered");
        }
    }
}
