using System.Runtime.InteropServices;
using System.Text;
using MobileNetGen.Files;
using MobileNetGen.Generator;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Hosting;

/// <summary>
/// Compiled networks in the user's own cache folder. A file's name is the hash of all that decides the code: the description, the builds of tool,
/// generator and runtime, and the framework; its content begins with the hash of the rest. What is damaged, belongs to another user, or lies where
/// others may write, is not loaded but compiled anew, and where nothing can be written, nothing is kept.
/// </summary>
internal sealed class CompileCache
{
    private const string Ending = ".network";
    private const int HashBytes = 32;
    private const int MaxFiles = 64;
    private const long MaxBytes = 1 << 28;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string? _folder;

    private CompileCache(string? folder) => _folder = folder;

    /// <summary>Keeps nothing.</summary>
    public static CompileCache None { get; } = new(null);

    /// <summary>The user's own: <c>MOBILENETGEN_CACHE</c> names the folder, or the system's place for caches is taken.</summary>
    public static CompileCache OfUser() => In(Environment.GetEnvironmentVariable("MOBILENETGEN_CACHE") is { Length: > 0 } named ? named : Place());

    /// <summary>One in a folder, which is made; none where it cannot be made, or others may look into it.</summary>
    public static CompileCache In(string folder)
    {
        try
        {
            return new CompileCache(OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder).FullName : Private(folder));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    /// <summary>The class of a description in a file, compiled now or before.</summary>
    /// <exception cref="ToolException">The description has problems.</exception>
    public CompiledClass Class(string path) => Class(path, InputFile.Description(path));

    /// <summary>The class of a description, compiled now or before.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="text">The description.</param>
    /// <exception cref="ToolException">It has problems.</exception>
    public CompiledClass Class(string path, string text) => Class(text, () => NetworkFile.Parse(path, text));

    /// <summary>A network's class, compiled now or before.</summary>
    /// <param name="description">The text that the network is made of.</param>
    /// <param name="network">Reads the text, where it is to be compiled.</param>
    /// <exception cref="ToolException">The description has problems.</exception>
    public CompiledClass Class(string description, Func<NetworkFile> network)
    {
        var file = _folder is null ? null : Path.Combine(_folder, Key(description) + Ending);
        if (file is not null && Kept(file) is { } kept)
        {
            return new CompiledClass(InMemoryCompiler.Load(kept));
        }

        var assembly = InMemoryCompiler.Emit(network());
        if (file is not null)
        {
            Keep(file, assembly);
        }

        return new CompiledClass(InMemoryCompiler.Load(assembly));
    }

    private static string Place() => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "MobileNetGen", "Cache")
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches
                ? caches
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "mobilenetgen");

    /// <summary>A folder of who runs this, which nobody else can enter; null where it is another.</summary>
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static string? Private(string folder)
    {
        var made = Directory.Exists(folder) ? new DirectoryInfo(folder) : Directory.CreateDirectory(folder, Own);
        return made.LinkTarget is null && (made.UnixFileMode & ~Own) == 0 && !LinuxFiles.IsForeign(made.FullName) ? made.FullName : null;
    }

    private static string Key(string description)
    {
        Type[] parts = [typeof(CompileCache), typeof(InMemoryCompiler), typeof(NetworkCompiler), typeof(NetworkInfo)];
        var builds = parts.Select(type => type.Module.ModuleVersionId.ToString("N"));
        return Sha256.Of(Encoding.UTF8.GetBytes(string.Join('\n', [.. builds, RuntimeInformation.FrameworkDescription, description])));
    }

    private static byte[]? Kept(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists || info.LinkTarget is not null || info.Length is <= HashBytes or > MaxBytes || LinuxFiles.IsForeign(file))
            {
                return null;
            }

            var content = File.ReadAllBytes(file);
            var assembly = content[HashBytes..];
            if (Convert.ToHexStringLower(content.AsSpan(0, HashBytes)) != Sha256.Of(assembly))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
            return assembly;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Keep(string file, byte[] assembly)
    {
        try
        {
            AtomicFile.Write(file, stream =>
            {
                stream.Write(Convert.FromHexString(Sha256.Of(assembly)));
                stream.Write(assembly);
            });
            var (count, bytes) = (0, 0L);
            foreach (var old in new DirectoryInfo(_folder!).EnumerateFiles("*" + Ending).OrderByDescending(kept => kept.LastWriteTimeUtc).ToList())
            {
                bytes += old.Length;
                if (++count > MaxFiles || bytes > MaxBytes)
                {
                    old.Delete();
                }
            }
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            // The folder is full, read-only, or being tidied by another process: the network runs without being kept.
        }
    }
}
