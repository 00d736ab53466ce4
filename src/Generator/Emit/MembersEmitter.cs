using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Emit.GeneratedNames;

namespace MobileNetGen.Generator.Emit;

/// <summary>How a network is made, run and disposed of.</summary>
internal static class MembersEmitter
{
    private const string Floats = "global::System.ReadOnlySpan<float>";

    /// <summary>A local of the generated <c>Run</c>, whose parameters bear the names of inputs and outputs.</summary>
    public const string CallLocal = "call";

    private const string WritableFloats = "global::System.Span<float>";

    public static void Emit(TypeDeclaration type, PortNames ports, CodeWriter code)
    {
        code.Line($"private readonly {CompilerServices}.NetworkEngine<Blocks> _engine;");
        code.Line();
        code.Line(Marks);
        using (code.Block($"private {type.Name}({Runtime}.WeightSource weights, {Runtime}.NetworkOptions? options)"))
        {
            code.Line($"_engine = new {CompilerServices}.NetworkEngine<Blocks>(Tables.Layout, weights, options);");
        }

        Member(code, "What the network is: shapes, layers, parameters, cost.", $"public static {Runtime}.NetworkInfo Info => Tables.Info;");
        Member(code, "The vector width that this instance runs on.", $"public {Runtime}.SimdTier Tier => _engine.Tier;");
        Member(
            code,
            "Binds weights to a network.",
            $"public static {type.SelfName} Create({Runtime}.WeightSource weights, {Runtime}.NetworkOptions? options = null) => new(weights, options);");
        Member(
            code,
            "Writes weights as the kernels read them, for <c>Create</c> to map instead of reading and packing, and a sample for <c>SelfTest</c>: these "
                + "inputs, or made-up ones.",
            $"public static void Pack({Runtime}.WeightSource weights, global::System.IO.Stream stream, "
                + $"global::System.ReadOnlySpan<global::System.ReadOnlyMemory<float>> sample = default) => "
                + $"{CompilerServices}.PackedFile.Write<Blocks>(Tables.Layout, weights, stream, sample);");
        Member(code, "The layers as a table.", "public static string Summary() => Tables.Info.ToTable();");
        EmitRuns(ports, code);
        Member(
            code,
            "Runs the network in its general form: inputs and outputs in the description's order.",
            "public void Run(global::System.ReadOnlySpan<global::System.ReadOnlyMemory<float>> inputs, "
                + "global::System.ReadOnlySpan<global::System.Memory<float>> outputs) => _engine.Run(inputs, outputs);");
        EmitRawRuns(ports, code);
        Member(
            code,
            "Runs the network on the sample that was packed with its weights, and tells how far the outputs are from those that were packed.",
            $"public {Runtime}.SelfTestResult SelfTest() => _engine.SelfTest();");
        Member(code, "Frees the weights and buffers; runs under way finish first.", "public void Dispose() => _engine.Dispose();");
    }

    private static void EmitRuns(PortNames ports, CodeWriter code)
    {
        if (ports.IsTensorNetwork)
        {
            Member(
                code,
                "Runs the network. Any number of threads may do so at once.",
                $"public void Run({Floats} input, {WritableFloats} output) => _engine.Run(input, output);");
            if (ports.IsImageNetwork)
            {
                Member(
                    code,
                    "Runs the network on 8-bit RGB pixels of any size, prepared as the description says.",
                    $"public void Run(global::System.ReadOnlySpan<byte> rgb, int width, int height, {WritableFloats} output) => _engine.Run(rgb, "
                        + $"width, height, output);");
                Member(
                    code,
                    "Runs the network on pixels of any format, stride and orientation, prepared as the description says.",
                    $"public void Run({Runtime}.PixelBuffer pixels, {WritableFloats} output) => _engine.Run(pixels, output);");
            }

            Member(
                code,
                "Runs the network on this thread and tells how long each block of <c>Info.Blocks</c> takes.",
                $"public void Profile({Floats} input, {WritableFloats} output, global::System.Span<global::System.TimeSpan> times) => "
                    + $"_engine.Profile(input, output, times);");
            Member(
                code,
                "Runs the network on several inputs, one after the other in memory.",
                $"public void RunBatch({Floats} inputs, {WritableFloats} outputs, int count) => _engine.RunBatch(inputs, outputs, count);");
            return;
        }

        var parameters = ports.Inputs.Select(name => $"{Floats} {name}").Concat(ports.Outputs.Select(name => $"{WritableFloats} {name}"));
        code.Line();
        code.Line("/// <summary>Runs the network. Any number of threads may do so at once.</summary>");
        code.Line(Marks);
        using (code.Block($"public void Run({string.Join(", ", parameters)})"))
        {
            code.Line($"using {CompilerServices}.Call {CallLocal} = _engine.Begin();");
            for (var index = 0; index < ports.Inputs.Count; index++)
            {
                code.Line($"{CallLocal}.SetInput({Invariant.Format(index)}, {ports.Inputs[index]});");
            }

            code.Line($"{CallLocal}.Execute();");
            for (var index = 0; index < ports.Outputs.Count; index++)
            {
                code.Line($"{CallLocal}.GetOutput({Invariant.Format(index)}, {ports.Outputs[index]});");
            }
        }
    }

    /// <summary>Runs on integers, where there are some.</summary>
    private static void EmitRawRuns(PortNames ports, CodeWriter code)
    {
        if (!ports.HasIntegers)
        {
            return;
        }

        if (ports.IsTensorNetwork)
        {
            Member(
                code,
                "Runs the network on its own elements. The scale and the zero point of the weights say what integers stand for.",
                $"public void Run(global::System.ReadOnlySpan<{ports.InputElement}> input, global::System.Span<{ports.OutputElement}> output) => "
                    + $"_engine.RunRaw(input, output);");
        }

        Member(
            code,
            "Runs the network on its own elements, as bytes, in its general form.",
            "public void RunRaw(global::System.ReadOnlySpan<global::System.ReadOnlyMemory<byte>> inputs, "
                + "global::System.ReadOnlySpan<global::System.Memory<byte>> outputs) => _engine.RunRaw(inputs, outputs);");
        Member(
            code,
            "Runs the network on floats, and gives its own elements, as bytes, in its general form.",
            "public void RunRaw(global::System.ReadOnlySpan<global::System.ReadOnlyMemory<float>> inputs, "
                + "global::System.ReadOnlySpan<global::System.Memory<byte>> outputs) => _engine.RunRaw(inputs, outputs);");
    }

    private static void Member(CodeWriter code, string summary, string member)
    {
        code.Line();
        code.Line($"/// <summary>{summary}</summary>");
        code.Line(Marks);
        code.Line(member);
    }
}
