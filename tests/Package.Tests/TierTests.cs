using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What the targets say where a project names tiers none of which would run; the targets alone are run, once for each case.</summary>
public sealed class TierTests(PackedFeed feed)
{
    private const string BeforeCompiling = "_MobileNetGenRequireTier";
    private const string Native = "IlcCompile";

    private static readonly (string Target, string Properties)[] s_refused =
    [
        (BeforeCompiling, "MobileNetGenTiers=512;RuntimeIdentifier=linux-arm64"),
        (BeforeCompiling, "MobileNetGenTiers=512, 256;RuntimeIdentifier=browser-wasm"),
        (Native, "MobileNetGenTiers=512;RuntimeIdentifier=linux-x64"),
        (Native, "MobileNetGenTiers=256;RuntimeIdentifier=linux-x64;IlcInstructionSet=x86-64-v2"),
    ];

    private static readonly (string Target, string Properties)[] s_accepted =
    [
        (BeforeCompiling, "RuntimeIdentifier=linux-arm64"),
        (BeforeCompiling, "MobileNetGenTiers=512,128;RuntimeIdentifier=linux-arm64"),
        (BeforeCompiling, "MobileNetGenTiers=Scalar;RuntimeIdentifier=browser-wasm"),
        (BeforeCompiling, "MobileNetGenTiers=512;RuntimeIdentifier=linux-x64"),
        (Native, "MobileNetGenTiers=256;RuntimeIdentifier=linux-x64"),
        (Native, "MobileNetGenTiers=512;RuntimeIdentifier=linux-x64;IlcInstructionSet=x86-64-v4"),
    ];

    [Fact]
    public void Tiers_none_of_which_would_run_are_refused_and_no_others()
    {
        var targets = Path.Combine(Repository.Root, "packaging", "build", "MobileNetGen.targets");
        var project = feed.Write("Tiers.proj", $"""
            <Project>
              <PropertyGroup><PublishAot>true</PublishAot></PropertyGroup>
              <Target Name="{Native}"><Message Importance="high" Text="ran" /></Target>
              <Target Name="All">
                {string.Concat(s_refused.Concat(s_accepted).Select(each => $"""
                <MSBuild Projects="$(MSBuildProjectFullPath)" Targets="{each.Target}" Properties="{each.Properties}" ContinueOnError="true" />
                """))}
              </Target>
              <Import Project="{targets}" />
            </Project>
            """);
        var errors = Child.Run("dotnet", "msbuild", project, "-nologo", "-t:All").Output.Split('\n')
            .Where(line => line.Contains("MNG205: MobileNetGenTiers", StringComparison.Ordinal) && !line.StartsWith(' '))
            .ToList();
        Assert.Equal(s_refused.Length, errors.Count);
        Assert.Equal(2, errors.Count(line => line.Contains("; 128 and scalar do.", StringComparison.Ordinal)));
        Assert.Equal(2, errors.Count(line => line.Contains("128 and scalar run in any", StringComparison.Ordinal)));
    }
}
