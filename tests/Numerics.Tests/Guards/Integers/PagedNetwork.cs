using System.Globalization;
using System.Text.RegularExpressions;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Program;
using MobileNetGen.Numerics.Tests.Harness;

namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>The text of a network of integers whose memory lies on pages of its own.</summary>
/// <param name="Spines">The network's class, for memory at the pages' start and for memory at their end.</param>
/// <param name="Kernels">Its kernels, by name.</param>
/// <param name="Kinds">What its kernels are, and on which operations.</param>
/// <param name="Plans">Where its memory lies, at the pages' start and at their end.</param>
/// <param name="ScratchBytes">Of each worker's own memory: pages, and one before and after them.</param>
internal sealed partial record PagedNetwork(
    IReadOnlyList<string> Spines,
    IReadOnlyDictionary<string, string> Kernels,
    IReadOnlyList<KernelKind> Kinds,
    IReadOnlyList<PagedPlan> Plans,
    int ScratchBytes)
{
    /// <summary>Tests that turn the process' switches, and so run one after the other.</summary>
    public const string Switches = "switches of integers";

    private const string AtEnd = "MobileNetGen.Guards.AtEnd";
    private const string Pairs = "MobileNetGen.Guards.Pairs";

    /// <summary>Every worker's own memory has as much, so that networks share kernels.</summary>
    private const int OwnBytes = 1 << 18;

    public static PagedNetwork Compile(string name, string description)
    {
        var root = JsonParser.Parse(description);
        var shaped = root.Then(node => NetworkCompiler.Graph(node, name));
        var scheduled = NetworkCompiler.Schedule(shaped.Value ?? throw new ArgumentException(
            $"{name}: {string.Join("; ", shaped.Problems.Select(problem => $"{problem.Place.DisplayText}: {problem.Message}"))}", nameof(description)));
        PagedPlan[] plans = [PagedPlan.Of(scheduled, atEnd: false), PagedPlan.Of(scheduled, atEnd: true)];
        var programs = plans.Select(plan => ProgramBuilder.Build(scheduled, plan.Plan)).ToList();
        var kernels = NamedKernel.Of(programs[0]);
        var scratch = OwnBytes + (2 * PagedPlan.Page);
        return new PagedNetwork(
            [.. programs.Select((program, index) =>
                GuardedNetwork.Opened(SpineEmitter.Emit(program with { ScratchBytes = scratch }, NetworkSource.Class(ClassName(name, index > 0)))))],
            kernels.ToDictionary(kernel => kernel.Name, Paged),
            [.. kernels.Select(kernel => KernelKind.Of(kernel.Spec)).Distinct()],
            plans,
            scratch);
    }

    public static string ClassName(string name, bool atEnd) => name + (atEnd ? "_AtEnd" : "_AtStart");

    /// <summary>Where each worker's own memory lies, and how bytes are multiplied, which follows from the CPU otherwise.</summary>
    public static void Choose(bool atEnd, bool pairs)
    {
        AppContext.SetSwitch(AtEnd, atEnd);
        AppContext.SetSwitch(Pairs, pairs);
    }

    /// <summary>A kernel that multiplies as <see cref="Choose"/> says.</summary>
    public static string Switchable(string kernel) => kernel.Replace(
        "if (DotProducts.HasBytes256)",
        $"if (!(AppContext.TryGetSwitch(\"{Pairs}\", out bool pairs) && pairs))",
        StringComparison.Ordinal);

    /// <summary>A kernel without what its documentation says, which may be of another layer that has the same loops.</summary>
    public static string Code(string kernel) =>
        string.Join('\n', kernel.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)));

    private static string Paged(NamedKernel kernel)
    {
        var own = kernel.Spec.Schedule?.ScratchBytes ?? 0;
        if (own > OwnBytes)
        {
            throw new InvalidOperationException($"{kernel.Name} has {own} bytes of its own, more than {OwnBytes}");
        }

        var (first, last) = (PagedPlan.Page, PagedPlan.Page + OwnBytes - own);
        var places = 0;
        var text = OwnMemory().Replace(Switchable(KernelEmitter.Emit(kernel)), place => string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Groups[1]}((AppContext.TryGetSwitch(\"{AtEnd}\", out bool atEnd{++places}) && atEnd{places} ? {last} : {first}) + {place.Groups[2]})"));
        if (text.Split("frame.Scratch<").Length - 1 != places)
        {
            throw new InvalidOperationException($"{kernel.Name} uses memory of its own in a way that is not known here");
        }

        return text;
    }

    [GeneratedRegex(@"(frame\.Scratch<(?:byte|int)>)\((\w+)\)")]
    private static partial Regex OwnMemory();
}

/// <summary>A kernel, and the operation that it is for: kernels of floats that only move or compare serve integers too.</summary>
internal sealed record KernelKind(Type Kernel, Type Operation, bool IsIntegers)
{
    public static KernelKind Of(KernelSpec spec) => new(
        KernelCatalog.For(spec.Operation).GetType(),
        spec.Operation.GetType(),
        spec.Output.IsInteger || spec.Inputs.Any(input => input.IsInteger));
}
