using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Harness;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Trainers of descriptions, compiled as a user's project would.</summary>
internal static class Trainers
{
    /// <param name="description">JSON text.</param>
    /// <param name="isWhole">True for gradients of inputs, and of a softmax at the end, too.</param>
    /// <returns>The class <c>Trainer</c>.</returns>
    public static Type Compile(string description, bool isWhole = true)
    {
        var type = NetworkSource.Class("Net");
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, type.Name));
        var training = shaped.Then(graph => NetworkCompiler.Train(graph, isWhole));
        if (training.Value is not { } step)
        {
            throw new ArgumentException(
                string.Join("; ", training.Problems.Select(problem => $"{problem.Place.DisplayText}: {problem.Message}")),
                nameof(description));
        }

        var program = NetworkCompiler.Compile(shaped.Value!);
        var kernels = NamedKernel.Of(program.Calls.Select(call => call.Kernel).Concat(step.Kernels));
        var assembly = Compiler.Compile([SpineEmitter.Emit(program, type, null, step), .. kernels.Select(KernelEmitter.Emit)]);
        return assembly.GetType("Users.Net+Trainer")!;
    }

    public static NetworkTrainer Create(Type trainer, WeightSource weights, TrainerOptions options) =>
        (NetworkTrainer)Activator.CreateInstance(trainer, weights, options)!;

    /// <summary>Weights of these tensors.</summary>
    public static WeightSource Weights(IEnumerable<NamedTensor> tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, [.. tensors]);
        return WeightSource.FromBytes(stream.ToArray());
    }
}
