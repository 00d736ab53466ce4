using MobileNetGen.Generator.Program;

namespace MobileNetGen.Tool.Results;

/// <summary>What <c>summary --json</c> tells. Sizes are in bytes.</summary>
/// <param name="Name">The network's.</param>
/// <param name="Layers">In the order in which they run.</param>
/// <param name="Parameters">All, of which <paramref name="NonTrainable"/> are means and variances.</param>
/// <param name="Labels">How many labels belong to it, or null.</param>
/// <param name="Blocks">With <c>--schedule</c>: how the loops of each block are laid out.</param>
internal sealed record SummaryResult(
    string Name,
    IReadOnlyList<LayerResult> Layers,
    long Parameters,
    long NonTrainable,
    long MultiplyAdds,
    long ArenaBytes,
    long ScratchBytes,
    long WeightsBytes,
    int? Labels,
    IReadOnlyList<BlockResult>? Blocks)
{
    public static SummaryResult Of(string name, NetworkProgram program, int? labels, bool hasSchedule) => new(
        name,
        [.. program.Rows.Select(row => new LayerResult(
            row.Name,
            row.Kind,
            [row.Output.Height, row.Output.Width, row.Output.Channels],
            row.Parameters.Total,
            row.MultiplyAdds,
            row.Padding,
            row.Activation,
            [.. row.Folded],
            row.Memory))],
        program.Parameters.Total,
        program.Parameters.NonTrainable,
        program.MultiplyAdds,
        program.ArenaBytes,
        program.ScratchBytes,
        program.WeightsBytes,
        labels,
        hasSchedule ? [.. program.Calls.Select(call => new BlockResult(call.Comment, call.MultiplyAdds, call.Schedule))] : null);
}

/// <summary>A layer; its output is height, width, channels.</summary>
internal sealed record LayerResult(
    string Name,
    string Kind,
    IReadOnlyList<int> Output,
    long Parameters,
    long MultiplyAdds,
    string Padding,
    string Activation,
    IReadOnlyList<string> Folded,
    string Memory);

/// <summary>A block of the generated code.</summary>
internal sealed record BlockResult(string Block, long MultiplyAdds, string Schedule);
