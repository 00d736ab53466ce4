using System.Text.Json;

namespace MobileNetGen.Sample.Tests;

/// <summary>One call of the sample's command line in this process.</summary>
internal sealed record SampleRun(int Exit, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static SampleRun Of(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = SampleProgram.Run(args, output, errors);
        return new SampleRun(exit, output.ToString(), errors.ToString());
    }

    public static string Example(int digit) => Path.Combine(AppContext.BaseDirectory, "examples", $"digit_{digit}.png");
}
