namespace MobileNetGen.Sample.Tests;

/// <summary>The programs under samples/, as they were built with the tests.</summary>
internal static class SamplePrograms
{
    public static string Path(string name)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return System.IO.Path.Combine(Repository.Root, "samples", name, "bin", configuration, "net10.0", $"MobileNetGen.Samples.{name}.dll");
    }
}
