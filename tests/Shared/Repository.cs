namespace MobileNetGen.Tests;

/// <summary>Where the repository and what stands beside it are.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of real models, or null where it is absent.</summary>
    public static string? Models { get; } = Path.Combine(Root, "..", "shared", "models") is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>What these tests were built in: Release or Debug.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string Model(string name) => Path.Combine(Models!, "nets", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "MobileNetGen.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
