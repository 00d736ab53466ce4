using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>The arguments of the Job under deploy/, as its pods get them.</summary>
public sealed class IndexedJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void The_pods_of_the_job_make_what_one_run_makes()
    {
        _ = new TinyClassifier(_folder);
        Directory.Move(_folder.Path("net"), _folder.Path("models"));
        Photos.Folder(_folder, "data/photos", 450);
        File.WriteAllLines(_folder.Path("data/photos.txt"), Enumerable.Range(0, 450).Select(index => $"photos/{index:D4}.bmp"));
        var (arguments, pods) = Job();
        for (var pod = pods - 1; pod >= 0; pod--)
        {
            Run($"{pod}", arguments);
        }

        Run(null, [.. arguments.Where(argument => !argument.StartsWith("--shards", StringComparison.Ordinal))
            .Select(argument => argument.Replace("labels", "one", StringComparison.Ordinal))]);
        Assert.Equal(5, Directory.GetFiles(_folder.Path("results/labels"), "*.parquet").Length);
        Assert.Equal(FullDisk.Content(_folder.Path("results/one")), FullDisk.Content(_folder.Path("results/labels")));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The arguments, with the folders of the pod in this test's; and how many pods there are.</summary>
    private (string[] Arguments, int Pods) Job()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "deploy", "kubernetes", "classify.yaml")).Select(line => line.Trim()).ToList();
        var folders = new[] { "/data/", "/results/", "/models/" };
        var arguments = lines.SkipWhile(line => line != "args:").Skip(1).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal))
            .Select(line => folders.Aggregate(line[2..], (text, folder) => text.Replace(folder, _folder.Name + folder, StringComparison.Ordinal)));
        var completions = lines.Single(line => line.StartsWith("completions:", StringComparison.Ordinal)).Split(' ')[1];
        return ([.. arguments], int.Parse(completions, CultureInfo.InvariantCulture));
    }

    private static void Run(string? index, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ToolProgram).Assembly.Location, .. arguments]);
        if (index is not null)
        {
            start.Environment["JOB_COMPLETION_INDEX"] = index;
        }

        var run = Child.Run(start);
        Assert.True(run.Exit == 0, run.Output + run.Errors);
    }
}
