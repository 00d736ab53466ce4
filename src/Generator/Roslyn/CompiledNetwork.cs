using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>An annotated class with its program, or with what keeps it from having one.</summary>
/// <param name="File">The description's path; null where attributes describe the network or no file was found.</param>
/// <param name="Kernels">What the program calls, by name.</param>
internal sealed record CompiledNetwork(
    NetworkDeclaration Declaration,
    string? File,
    NetworkProgram? Program,
    EquatableArray<NamedKernel> Kernels,
    EquatableArray<Problem> Problems)
{
    /// <summary>Where the names of the classes are; null if none travel with the network.</summary>
    public LabelsFile? Labels { get; init; }

    /// <summary>The training step, where the class asks for a trainer.</summary>
    public TrainingProgram? Training { get; init; }

    public static CompiledNetwork From(NetworkDeclaration declaration, Result<DescriptionFile>? match)
    {
        if (declaration.Problems.Count > 0)
        {
            return new CompiledNetwork(declaration, null, null, EquatableArray<NamedKernel>.Empty, declaration.Problems);
        }

        var content = match is null ? Result<Description.ObjectNode>.Success(declaration.Attributes!) : match.Then(file => file.Content);
        return Unexpected.Caught(
            () =>
            {
                var shaped = content.Then(root => NetworkCompiler.Graph(root, declaration.Type.Name));
                var training = declaration.IsTrainable ? shaped.Then(graph => NetworkCompiler.Train(graph)) : null;
                var compiled = training is { Value: null } ? new Result<NetworkProgram>(null, training.Problems) : shaped.Then(NetworkCompiler.Compile);
                var kernels = compiled.Value is { } program
                    ? NamedKernel.Of(program.Calls.Select(call => call.Kernel).Concat(training?.Value?.Kernels ?? [])).ToEquatable()
                    : EquatableArray<NamedKernel>.Empty;
                return new CompiledNetwork(declaration, match?.Value?.Path, compiled.Value, kernels, compiled.Problems)
                {
                    Labels = match?.Value?.Labels,
                    Training = training?.Value,
                };
            },
            fault => new CompiledNetwork(declaration, match?.Value?.Path, null, EquatableArray<NamedKernel>.Empty, EquatableArray.Of(fault)));
    }

    /// <summary>True if the file is the class' own, or a kernel that it calls.</summary>
    public bool Needs(EmittedSource source) =>
        Program is not null && (source.Of == Declaration.FullName || Kernels.Any(kernel => kernel.Name == source.Of));
}
