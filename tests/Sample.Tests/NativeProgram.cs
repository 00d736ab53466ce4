using System.Runtime.InteropServices;
using MobileNetGen.Sample.Tests.Service;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>Programs that tests publish: one after the other, since they are built from the same projects, and each once.</summary>
[CollectionDefinition(nameof(NativeProgram))]
public sealed class NativeProgram : ICollectionFixture<PublishedService>
{
    internal static void SkipUnlessPossible()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test publishes for Linux on x86-64");
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");
    }

    /// <summary>Publishes without a warning.</summary>
    internal static void Publish(string folder, params string[] project)
    {
        var publish = Child.Run("dotnet", "publish", "-c", "Release", Path.Combine([Repository.Root, .. project]), "-o", folder);
        Assert.True(publish.Exit == 0, publish.Output);
        Assert.DoesNotContain("warning", publish.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => Path.GetExtension(file) is ".dbg" or ".pdb" or ".xml");
    }
}
