using System.Diagnostics;
using System.Security;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>A project of a user, in a folder of its own, that knows this repository's builds as it would know the package.</summary>
/// <param name="folder">Where solutions and outputs are.</param>
/// <param name="name">The project's folder.</param>
/// <param name="assembly">What it makes.</param>
internal sealed class UserProject(TemporaryFolder folder, string name, string assembly = "user")
{
    public string File => Path(assembly + ".csproj");

    public string Path(string file) => System.IO.Path.Combine(folder.Name, name, file);

    /// <summary>Writes a file of the project.</summary>
    public void Write(string file, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        System.IO.File.WriteAllBytes(Path(file), content);
    }

    public void Write(string file, string content) => Write(file, System.Text.Encoding.UTF8.GetBytes(content));

    /// <param name="items">Models, and what else the project has.</param>
    /// <param name="properties">What the project is.</param>
    public void WriteProject(string items, string properties = "<OutputType>Exe</OutputType>") => Write(File, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <Import Project="{Escaped(Repository.Root)}/packaging/build/MobileNetGen.props" />
          <PropertyGroup>
            {properties}
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            <InvariantGlobalization>true</InvariantGlobalization>
            <MobileNetGenTool>{Escaped(Built("Tool", "net10.0", "mobilenetgen.dll"))}</MobileNetGenTool>
          </PropertyGroup>
          <ItemGroup>
            {items}
            <Reference Include="{Escaped(Built("Runtime", "net10.0", "MobileNetGen.Runtime.dll"))}" />
            <Analyzer Include="{Escaped(Built("Generator", "netstandard2.0", "MobileNetGen.Generator.dll"))}" />
          </ItemGroup>
          <Import Project="{Escaped(Repository.Root)}/packaging/build/MobileNetGen.targets" />
        </Project>
        """);

    /// <summary>The descriptions that imports wrote.</summary>
    public string[] Descriptions() => Directory.GetFiles(Path("obj"), "network.json", SearchOption.AllDirectories);

    /// <summary>Where the build leaves what it makes.</summary>
    public string Output => Path("bin/Release/net10.0");

    public (int Exit, string Output) Build(params string[] arguments) => Dotnet(["build", File, "-c", "Release", "-nologo", .. arguments]);

    /// <summary>Builds, which must succeed, and runs the program.</summary>
    /// <returns>What it prints.</returns>
    public string BuildAndRun(params string[] arguments)
    {
        var build = Build(arguments);
        if (build.Exit != 0)
        {
            throw new InvalidOperationException(build.Output);
        }

        return Dotnet("exec", System.IO.Path.Combine(Output, assembly + ".dll")).Output;
    }

    public (int Exit, string Output) Dotnet(params string[] arguments)
    {
        var child = Child.Run(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Path("") });
        return (child.Exit, child.Output + child.Errors);
    }

    public static string Built(string project, string framework, string assembly) =>
        System.IO.Path.Combine(Repository.Root, "src", project, "bin", Repository.Configuration, framework, assembly);

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
