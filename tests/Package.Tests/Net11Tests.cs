using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The package in a project for .NET 11, where 512 bits have an instruction for products of bytes.</summary>
public sealed class Net11Tests(PackedFeed feed)
{
    [Fact(Explicit = true)]
    public void Projects_for_dotnet_11_take_its_instruction_and_get_the_same_bits()
    {
        using var runtime = new Net11();
        var project = feed.Program(
            "Net11",
            "MobileNetGen",
            File.ReadAllText(Path.Combine(Net11.Folder, "Consumer", "Program.cs")),
            $"""
            <Import Project="{Net11.Folder}/Net11.props" Condition="'$(Net11)' == 'true'" />
            <ItemGroup><AdditionalFiles Include="digits-int8.json" /></ItemGroup>
            """);
        foreach (var file in new[] { "digits-int8.json", "digits-int8.safetensors" })
        {
            File.Copy(Path.Combine(Repository.Root, "src", "Sample", file), Path.Combine(project, file));
        }

        PackedFeed.Dotnet(project, "publish", "-c", "Release", "-o", "earlier");
        var expected = PackedFeed.Dotnet(project, Path.Combine("earlier", "Net11.dll"));
        PackedFeed.Dotnet(project, "publish", "-c", "Release", "-p:Net11=true", "-o", "later");

        Assert.False(HasInstruction(Path.Combine(project, "earlier", "Net11.dll")));
        Assert.True(HasInstruction(Path.Combine(project, "later", "Net11.dll")));
        Assert.Single(expected.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[1]).Distinct());
        Assert.Equal(expected, runtime.Run(project, Path.Combine("later", "Net11.dll")));
    }

    /// <summary>Whether an assembly calls the 512-bit form of <c>vpdpbusd</c>.</summary>
    private static bool HasInstruction(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return metadata.MemberReferences.Select(metadata.GetMemberReference).Any(member =>
            metadata.GetString(member.Name) == "MultiplyWideningAndAdd"
            && member.Parent.Kind == HandleKind.TypeReference
            && metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name) == "V512");
    }
}
