namespace MobileNetGen.Files;

/// <summary>Tells files, whose name can be given to another one, from what only looks like one.</summary>
internal static class FileKinds
{
    /// <summary>Where names stand for devices and for what a process has open: <c>/dev/stdout</c> is a link that must be followed.</summary>
    private static readonly string[] s_systemFolders = ["/dev/", "/proc/"];

    /// <summary>False for devices, pipes and sockets: renaming another file over one would take it away from everybody.</summary>
    /// <param name="path">A full path, of something that is there or not. A link counts as a file.</param>
    public static bool IsReplaceable(string path) =>
        OperatingSystem.IsWindows() || (!s_systemFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) && !LinuxFiles.IsSpecial(path));
}
