using System.Text.Json;
using MobileNetGen.Tool.Results;

namespace MobileNetGen.Tool.Report;

/// <summary>What was measured of a network, in a file, so that a later run can be held to it.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Tier">The vector width.</param>
/// <param name="Blocks">Its blocks, in the order in which they run.</param>
internal sealed record SavedRun(string Network, string Tier, IReadOnlyList<SavedBlock> Blocks)
{
    /// <summary>More than a large network's blocks take.</summary>
    private const long MaxBytes = 16 << 20;

    public double Microseconds => Blocks.Sum(block => block.Microseconds);

    public static SavedRun Of(NetworkReport report, Measurement measured) => new(
        report.Name,
        measured.Tier.ToString(),
        [.. report.Blocks.Select(block => new SavedBlock(block.Title, block.MultiplyAdds, measured.Microseconds[block.Number]))]);

    public string ToJson() => JsonSerializer.Serialize(this, ToolJson.Default.SavedRun) + "\n";

    /// <exception cref="ToolException">The file was not written by <c>report --save</c>.</exception>
    public static SavedRun Read(string path)
    {
        try
        {
            var run = JsonSerializer.Deserialize(InputFile.Named(path, () => InputFile.Bytes(path, MaxBytes)), ToolJson.Default.SavedRun);
            return run is { Network: not null, Tier: not null, Blocks.Count: > 0 }
                && run.Blocks.All(block => block is { Title: not null, Microseconds: > 0 } && double.IsFinite(block.Microseconds))
                ? run
                : throw new ToolException($"{path} has no times of blocks; a file that report --save wrote is accepted.");
        }
        catch (JsonException)
        {
            throw new ToolException($"{path} is no JSON of a run; a file that report --save wrote is accepted.");
        }
    }
}

/// <summary>A block of a run.</summary>
/// <param name="Title">Its layers in short.</param>
/// <param name="MultiplyAdds">Of one run.</param>
/// <param name="Microseconds">The median.</param>
internal sealed record SavedBlock(string Title, long MultiplyAdds, double Microseconds);
