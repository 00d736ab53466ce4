using System.Globalization;
using System.Text.RegularExpressions;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Numerics.Tests.Harness;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>The text of a network whose memory has margins everywhere, and whose blocks and tables a test can reach.</summary>
/// <param name="Spine">The network's class.</param>
/// <param name="Kernels">Its kernels, by name.</param>
/// <param name="Kinds">Classes of the emitters that wrote them.</param>
/// <param name="Slots">What kernels may touch of the arena.</param>
/// <param name="Scratch">What kernels may touch of each worker's own memory.</param>
internal sealed partial record GuardedNetwork(
    string Spine,
    IReadOnlyDictionary<string, string> Kernels,
    IReadOnlyList<Type> Kinds,
    IReadOnlyList<Slot> Slots,
    IReadOnlyList<Slot> Scratch)
{
    private const int Margin = SpreadPlan.Margin;

    public static GuardedNetwork Compile(string description, string name)
    {
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, name)).Value!;
        var scheduled = NetworkCompiler.Schedule(shaped);
        var spread = SpreadPlan.Of(scheduled);
        var program = ProgramBuilder.Build(scheduled, spread.Plan);
        var kernels = NamedKernel.Of(program);
        return new GuardedNetwork(
            Opened(SpineEmitter.Emit(program with { ScratchBytes = program.ScratchBytes + (3 * SpreadPlan.MarginBytes) }, NetworkSource.Class(name))),
            kernels.ToDictionary(kernel => kernel.Name, kernel => WithMargins(KernelEmitter.Emit(kernel))),
            [.. kernels.Select(kernel => KernelCatalog.For(kernel.Spec.Operation).GetType()).Distinct()],
            spread.Slots,
            ScratchOf(scheduled));
    }

    /// <summary>Blocks have other rings: only of one block it is known where its ring ends.</summary>
    private static List<Slot> ScratchOf(ScheduledGraph scheduled)
    {
        var blocks = scheduled.Blocks
            .Select(block => (
                Ring: block.Schedule is BlockSchedule { Buffers.Ring: var ring } ? ring : 0,
                All: (int)((block.Schedule?.ScratchBytes ?? 0) / sizeof(float))))
            .Where(block => block.All > 0)
            .ToList();
        return blocks is [var one]
            ? [new Slot(Margin, one.Ring), new Slot(one.Ring + (2 * Margin), one.All - one.Ring)]
            : [new Slot(Margin, blocks.Select(block => block.All + Margin).DefaultIfEmpty().Max())];
    }

    /// <summary>The ring moves by a margin, and what lies after it, the tile or the panel that is pooled, by two.</summary>
    private static string WithMargins(string kernel) => ScratchOffset().Replace(kernel, offset =>
        int.Parse(offset.Groups[2].Value, CultureInfo.InvariantCulture) is var place && offset.Groups[1].Value == "ring"
            ? $"ref float ring = ref frame.Scratch<float>({place + SpreadPlan.MarginBytes})"
            : $"ref float {offset.Groups[1].Value} = ref frame.Scratch<float>({place + (2 * SpreadPlan.MarginBytes)})");

    /// <summary>Members that tests reach are public, and have no documentation, which CS1591 would ask for.</summary>
    public static string Opened(string spine) => spine
        .Replace("private readonly struct Blocks", "public readonly struct Blocks", StringComparison.Ordinal)
        .Replace("private static class Tables", "public static class Tables", StringComparison.Ordinal)
        .Replace("#nullable enable", "#nullable enable\n#pragma warning disable CS1591 // Opened for tests.", StringComparison.Ordinal);

    [GeneratedRegex(@"ref float (ring|tile|pooled) = ref frame\.Scratch<float>\((\d+)\)")]
    private static partial Regex ScratchOffset();
}
