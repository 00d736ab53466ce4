using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>An array of Slurm's over many images, of which one task is killed and started again.</summary>
public sealed class SlurmTests : IDisposable
{
    private const int Images = 400;
    private const int Killed = 1;

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public void An_array_whose_task_is_killed_and_requeued_makes_what_one_run_makes()
    {
        Assert.SkipWhen(SlurmNode.Missing is not null, $"{SlurmNode.Missing} is not installed: apt-get install slurm-wlm munge");
        var tiny = new TinyClassifier(_folder);
        var (script, commands) = Documented();
        File.WriteAllText(_folder.Path("net/labels.sbatch"), script.Replace("--resume", "--resume --part-size 10 --threads 1", StringComparison.Ordinal));
        MakePhotos();
        Install();

        using var slurm = new SlurmNode();
        var job = Shell(slurm, $"{commands[0]}; echo $job").Trim();

        // The second task has the parts 1, 5, 9 …; it is stopped when it has made its first, so that it is killed in the middle.
        slurm.WaitUntil(() => File.Exists(Seal(Killed)), "the task has made a part");
        Assert.Equal(0, Child.Run("kill", "-STOP", File.ReadAllText(_folder.Path($"net/process.{Killed}")).Trim()).Exit);
        Assert.False(File.Exists(Seal(Killed + 36)), "the task was done before it could be killed");
        var first = File.GetLastWriteTimeUtc(Seal(Killed));
        Shell(slurm, $"scontrol requeue {job}_{Killed}");

        slurm.WaitUntil("squeue", ["--noheader", "--jobs", job], said => said.Trim().Length == 0, "all tasks have ended");
        var tasks = Shell(slurm, $"scontrol --oneliner show job {job}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, tasks.Count(task => task.Contains("JobState=COMPLETED", StringComparison.Ordinal)));
        Assert.Single(tasks, task => task.Contains("Restarts=1 ", StringComparison.Ordinal));
        Assert.Equal(first, File.GetLastWriteTimeUtc(Seal(Killed)));
        Assert.All(Enumerable.Range(0, Images / 10), part => Assert.True(File.Exists(Seal(part))));

        Shell(slurm, $"job={job}; {commands[1].Replace("--resume", "--resume --part-size 10", StringComparison.Ordinal)}");
        Shell(slurm, "mobilenetgen classify photos -o one.jsonl");
        Assert.Equal(File.ReadAllBytes(_folder.Path("net/one.jsonl")), File.ReadAllBytes(_folder.Path("net/labels.jsonl")));
    }

    public void Dispose() => _folder.Dispose();

    private string Seal(int part) => _folder.Path($"net/labels.jsonl.parts/part-{part:D8}.seal");

    /// <summary>The script of the array, and the commands that start it and join what it makes, as users are shown them.</summary>
    private static (string Script, string[] Commands) Documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "serving.md"));
        var script = page[page.IndexOf("#!/bin/bash", StringComparison.Ordinal)..];
        var commands = page[page.IndexOf("job=$(sbatch", StringComparison.Ordinal)..];
        return (Block(script), Block(commands).TrimEnd().Split('\n'));

        static string Block(string text) => text[..text.IndexOf("```", StringComparison.Ordinal)];
    }

    /// <summary>Many names of few files.</summary>
    private void MakePhotos()
    {
        const int files = 5;
        for (var index = 0; index < Images; index++)
        {
            if (index < files)
            {
                _folder.File($"net/photos/{index:D4}.jpg", Photos.Large(index));
            }
            else
            {
                File.CreateSymbolicLink(_folder.Path($"net/photos/{index:D4}.jpg"), $"{index % files:D4}.jpg");
            }
        }
    }

    /// <summary>The tool as a command, which says its process.</summary>
    private void Install()
    {
        var command = _folder.File("bin/mobilenetgen", System.Text.Encoding.UTF8.GetBytes($"""
            #!/bin/bash
            echo $$ > process.$SLURM_ARRAY_TASK_ID
            exec dotnet exec {typeof(ToolProgram).Assembly.Location} "$@"

            """));
        Child.Run("chmod", "700", command);
    }

    /// <returns>What the commands say.</returns>
    private string Shell(SlurmNode slurm, string commands)
    {
        var run = slurm.Command("bash", "-c", $"set -eu; cd {_folder.Path("net")}; PATH={_folder.Path("bin")}:$PATH; {commands}");
        return run.Exit == 0 ? run.Output : throw new InvalidOperationException($"{commands}\n{run.Output}{run.Errors}");
    }
}
