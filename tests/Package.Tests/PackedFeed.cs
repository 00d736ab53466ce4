using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>
/// The packages, packed into a folder that is a feed, and projects outside the repository that have them from there.
/// Every run has a version of its own, so that no cache can answer for it, nor another run at the same time.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<string> _native;
    private readonly Lazy<ConsumerOutput> _built;

    public PackedFeed()
    {
        Version = string.Create(CultureInfo.InvariantCulture, $"0.{Environment.ProcessId}.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        var configuration = typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "Configuration").Value!;
        Feed = Path.Combine(_folder.Name, "feed");
        Dotnet(Repository.Root, "pack", "packaging", "--no-build", "-c", configuration, "-o", Feed, "-p:PackageVersion=" + Version);

        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{Feed}" /></packageSources></configuration>""");
        _native = new(() => Consumer("Native", "Microsoft.NET.Sdk"));
        _built = new(() => ConsumerOutput.Parse(Dotnet(Native, "run", "-c", "Release")));
    }

    public string Version { get; }

    public string Feed { get; }

    public string PackagePath => Path.Combine(Feed, $"MobileNetGen.{Version}.nupkg");

    /// <summary>A new folder of that name for a project.</summary>
    public string Project(string name) => Directory.CreateDirectory(Path.Combine(_folder.Name, name)).FullName;

    public string Write(string name, string text) => _folder.File(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>The consumer as an ordinary program, built and run once for all tests.</summary>
    internal ConsumerOutput Built => _built.Value;

    /// <summary>Where that program is, for other forms of it.</summary>
    public string Native => _native.Value;

    /// <summary>A project with one annotated class, whose program prints the output's bits.</summary>
    public string Consumer(string name, string sdk)
    {
        var project = Project(name);
        var source = Path.Combine(AppContext.BaseDirectory, "Consumer");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(project, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var template = Path.Combine(project, "Consumer.csproj.txt");
        File.WriteAllText(
            Path.Combine(project, "Consumer.csproj"),
            File.ReadAllText(template).Replace("SDK", sdk, StringComparison.Ordinal).Replace("VERSION", Version, StringComparison.Ordinal));
        return project;
    }

    /// <summary>A project with a program that has one of the packages.</summary>
    /// <param name="name">The project.</param>
    /// <param name="package">The package.</param>
    /// <param name="program">The program's text.</param>
    /// <param name="more">What else the project has.</param>
    public string Program(string name, string package, string program, string more = "")
    {
        var project = Project(name);
        File.WriteAllText(Path.Combine(project, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
              {more}
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Program.cs"), program);
        return project;
    }

    /// <summary>A project that a template of the packages makes; templates are installed for it alone.</summary>
    public string OfTemplate(string template, string name)
    {
        var folder = Project(name + "-of-template");
        var hive = Path.Combine(folder, "hive");
        Dotnet(folder, "new", "install", $"MobileNetGen.Templates@{Version}", "--debug:custom-hive", hive);
        Dotnet(folder, "new", template, "-o", name, "--debug:custom-hive", hive);
        return Path.Combine(folder, name);
    }

    /// <summary>Fails unless the command succeeds, and without a warning.</summary>
    public static string Dotnet(string directory, params string[] args)
    {
        var child = Child.Run(new ProcessStartInfo("dotnet", args) { WorkingDirectory = directory, Environment = { ["DOTNET_NOLOGO"] = "1" } });
        Assert.True(child.Exit == 0, $"dotnet {string.Join(' ', args)}\n{child.Output}{child.Errors}");
        Assert.DoesNotContain("warning", child.Output, StringComparison.OrdinalIgnoreCase);
        return child.Output;
    }

    public void Dispose()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var id in new[] { "", ".aspnetcore", ".imaging", ".quantization", ".templates", ".tool", ".training" })
        {
            var unpacked = new DirectoryInfo(Path.Combine(packages, "mobilenetgen" + id, Version));
            if (unpacked.Exists)
            {
                unpacked.Delete(recursive: true);
            }
        }

        _folder.Dispose();
    }
}
