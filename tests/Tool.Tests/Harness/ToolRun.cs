namespace MobileNetGen.Tool.Tests.Harness;

/// <summary>One call of the tool's command line in this process.</summary>
internal sealed record ToolRun(int Exit, string Output, string Errors)
{
    /// <summary>Tests leave the user's cache alone.</summary>
    static ToolRun() => Environment.SetEnvironmentVariable("MOBILENETGEN_CACHE", Path.Combine(AppContext.BaseDirectory, "cache"));

    public static ToolRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = ToolProgram.Run(args, output, errors);
        return new ToolRun(exit, output.ToString(), errors.ToString());
    }
}
