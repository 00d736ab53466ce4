using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>
/// Holds text to a file beside the test, by the convention of Verify: <c>Class.Method.verified.cs</c>, and
/// <c>Class.Method.received.cs</c> where it differs. <c>MOBILENETGEN_ACCEPT=1</c> in the environment makes what is received the verified text.
/// </summary>
internal static class Snapshot
{
    private const string Accept = "MOBILENETGEN_ACCEPT";

    public static void Verify(object test, string received, [CallerMemberName] string method = "")
    {
        var path = PathOf(test.GetType(), method);
        var (verifiedPath, receivedPath) = (path + ".verified.cs", path + ".received.cs");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(verifiedPath, received);
        }

        var verified = File.Exists(verifiedPath) ? File.ReadAllText(verifiedPath, Encoding.UTF8) : "";
        if (verified == received)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{Path.GetFileName(verifiedPath)} differs; {Accept}=1 accepts what is received (+).\n{Difference(verified, received)}");
    }

    /// <summary>Changed lines with the unchanged ones around them; <c>⋮</c> for the rest.</summary>
    public static string Difference(string verified, string received)
    {
        const int around = 2;
        var lines = InlineDiffBuilder.Diff(verified, received, ignoreWhiteSpace: false).Lines;
        var text = new StringBuilder();
        var skipped = false;
        for (var index = 0; index < lines.Count; index++)
        {
            var near = lines.Skip(index - around).Take(index < around ? index + around + 1 : (2 * around) + 1);
            if (near.All(line => line.Type == ChangeType.Unchanged))
            {
                skipped = true;
                continue;
            }

            text.Append(skipped ? "  ⋮\n" : "").Append(Mark(lines[index].Type)).Append(lines[index].Text).Append('\n');
            skipped = false;
        }

        return text.ToString();
    }

    private static string Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };

    /// <summary>The test's folder is its namespace below the project's.</summary>
    private static string PathOf(Type test, string method)
    {
        var assembly = test.Assembly;
        var project = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "ProjectDirectory").Value!;
        var folders = test.Namespace![assembly.GetName().Name!.Length..].Split('.', StringSplitOptions.RemoveEmptyEntries);
        return Path.Combine([project, .. folders, $"{test.Name}.{method}"]);
    }
}
