using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>An annotated class with its program, or with what keeps it from having one.</summary>
/// <param name="File">The description's path; null where attributes describe the network or no file was found.</param>
internal sealed record CompiledNetwork(NetworkDeclaration Declaration, string? File, NetworkProgram? Program, EquatableArray<Problem> Problems)
{
    public static CompiledNetwork From(NetworkDeclaration declaration, Result<DescriptionFile>? match)
    {
        if (declaration.Problems.Count > 0)
        {
            return new CompiledNetwork(declaration, null, null, declaration.Problems);
        }

        var content = match is null ? Result<Description.ObjectNode>.Success(declaration.Attributes!) : match.Then(file => file.Content);
        var compiled = Unexpected.Caught(
            () => content.Then(root => NetworkCompiler.Compile(root, declaration.Type.Name)),
            fault => Result<NetworkProgram>.Failure(fault));
        return new CompiledNetwork(declaration, match?.Value?.Path, compiled.Value, compiled.Problems);
    }

    /// <summary>True if the file is the class' own, or a kernel that it calls.</summary>
    public bool Needs(EmittedSource source) =>
        Program is not null && (source.Of == Declaration.FullName || Program.Kernels.Any(kernel => kernel.Name == source.Of));
}
