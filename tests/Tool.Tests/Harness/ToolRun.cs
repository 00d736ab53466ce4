namespace MobileNetGen.Tool.Tests.Harness;

/// <summary>One call of the tool's command line in this process.</summary>
internal sealed record ToolRun(int Exit, string Output, string Errors)
{
    public static ToolRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = ToolProgram.Run(args, output, errors);
        return new ToolRun(exit, output.ToString(), errors.ToString());
    }
}
