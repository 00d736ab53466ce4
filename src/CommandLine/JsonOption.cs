using System.CommandLine;

namespace MobileNetGen.CommandLine;

/// <summary>The option of every command that draws tables.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "JSON for programs instead of a human-readable table." };
}
