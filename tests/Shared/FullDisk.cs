using System.Diagnostics;

namespace MobileNetGen.Tests;

/// <summary>A disk without room, for commands that write. It exists only in a name space of its own.</summary>
internal static class FullDisk
{
    public static bool CanBeMade => OperatingSystem.IsLinux() && Child.Run("unshare", "-rm", "true").Exit == 0;

    /// <summary>Runs commands while a copy of the folder <c>full</c> lies on a full disk under its name.</summary>
    /// <param name="folder">Where the commands run; the folder <c>full</c> is in it.</param>
    /// <param name="commands">Lines of a shell.</param>
    /// <returns>The codes of those that failed, and what they said. What <c>full</c> holds after them is in the folder <c>after</c>.</returns>
    public static (string[] Codes, string Errors) Run(string folder, IEnumerable<string> commands)
    {
        var run = Child.Run(new ProcessStartInfo("unshare", ["-rm", "bash", "-c", $"""
            set -eu
            mkdir disk
            touch codes
            mount -t tmpfs -o size=4m none disk
            cp -r full/. disk
            mount --bind disk full
            dd if=/dev/zero of=full/rest bs=4k 2> /dev/null || true
            {string.Concat(commands.Select(command => $"{command} || echo $? >> codes\n"))}
            rm full/rest
            cp -r full/. after
            """])
        { WorkingDirectory = folder });
        return run.Exit == 0 ? (File.ReadAllLines(Path.Combine(folder, "codes")), run.Errors) : throw new InvalidOperationException(run.Output + run.Errors);
    }

    /// <summary>What can be seen in a folder.</summary>
    public static Dictionary<string, string> Content(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => !Path.GetFileName(file).StartsWith('.'))
        .ToDictionary(file => Path.GetRelativePath(folder, file), file => Convert.ToHexString(File.ReadAllBytes(file)));
}
