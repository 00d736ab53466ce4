using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Emit.GeneratedNames;

namespace MobileNetGen.Generator.Emit;

/// <summary>What the runtime must know of a network: sizes, weights by name, the rows of the summary. Made when first asked for.</summary>
internal static class TablesEmitter
{
    public static void Emit(NetworkProgram program, TierSet tiers, CodeWriter code)
    {
        code.Line();
        code.Line(Marks);
        using (code.Block("private static class Tables"))
        {
            using (code.Block($"public static readonly {CompilerServices}.NetworkLayout Layout = new {CompilerServices}.NetworkLayout", "};"))
            {
                code.Line($"Name = {Literal.Quote(program.Name)},");
                code.Line($"InputLengths = [{string.Join(", ", program.Inputs.Select(port => Invariant.Format(port.Type.Length)))}],");
                code.Line($"OutputLengths = [{string.Join(", ", program.Outputs.Select(port => Invariant.Format(port.Type.Length)))}],");
                EmitPortIntegers(code, "InputIntegers", program.Inputs);
                EmitPortIntegers(code, "OutputIntegers", program.Outputs);
                code.Line($"ArenaBytes = {Invariant.Format(program.ArenaBytes)},");
                code.Line($"ScratchBytes = {Invariant.Format(program.ScratchBytes)},");
                code.Line($"BlockCount = {Invariant.Format(program.Calls.Count)},");
                code.Line($"WeightsBytes = {Invariant.Format(program.WeightsBytes)},");
                code.Line($"Fingerprint = 0x{WeightFingerprint.Of(program):x16}UL,");
                if (program.WeightsHash is { } hash)
                {
                    code.Line($"WeightsHash = {Literal.Quote(hash)},");
                }

                if (!tiers.IsAll)
                {
                    code.Line($"Tiers = [{string.Join(", ", tiers.Tiers.Select(tier => $"{Runtime}.SimdTier.{tier.Member}"))}],");
                }

                code.Line($"Preprocessing = {Preprocessing(program.Inputs[0])},");
                EmitList(code, "Weights", program.Weights.Select(Weights));
            }

            code.Line();
            using (code.Block($"public static readonly {Runtime}.NetworkInfo Info = new {Runtime}.NetworkInfo", "};"))
            {
                code.Line($"Name = {Literal.Quote(program.Name)},");
                EmitList(code, "Inputs", program.Inputs.Select(Port));
                EmitList(code, "Outputs", program.Outputs.Select(Port));
                EmitList(code, "Layers", program.Rows.Select(Row));
                EmitList(code, "Blocks", program.Calls.Select(Block));
                code.Line($"ArenaBytes = {Invariant.Format(program.ArenaBytes)},");
                code.Line($"ScratchBytes = {Invariant.Format(program.ScratchBytes)},");
                code.Line($"WeightsBytes = {Invariant.Format(program.WeightsBytes)},");
                code.Line("Preprocessing = Layout.Preprocessing,");
            }
        }
    }

    public static void EmitList(CodeWriter code, string name, IEnumerable<string> items)
    {
        code.Line(name + " =");
        code.Line("[");
        using (code.Indented("],"))
        {
            foreach (var item in items)
            {
                code.Line(item + ",");
            }
        }
    }

    private static void EmitPortIntegers(CodeWriter code, string name, IEnumerable<Port> ports)
    {
        if (ports.Any(port => port.Integers is not null))
        {
            code.Line($"{name} = [{string.Join(", ", ports.Select(port => port.Integers is { } integers
                ? $"new {CompilerServices}.PortIntegers({Invariant.Format(integers.Offset)}, isSigned: {Flag(integers.IsSigned)})"
                : "null"))}],");
        }
    }

    private static string Port(Port port) => $"new {Runtime}.TensorInfo {{ Name = {Literal.Quote(port.Name)}, Shape = {Shape(port.Type)}"
        + (port.Integers is { } integers ? $", Element = {Runtime}.TensorElement.{(integers.IsSigned ? "Int8" : "UInt8")}" : "") + " }";

    private static string Row(SummaryRow row) =>
        $"new {Runtime}.LayerInfo {{ Name = {Literal.Quote(row.Name)}, Kind = {Literal.Quote(row.Kind)}, Output = {Shape(row.Output)}"
        + NumberUnlessZero("Parameters", row.Parameters.Total)
        + NumberUnlessZero("NonTrainableParameters", row.Parameters.NonTrainable)
        + NumberUnlessZero("MultiplyAdds", row.MultiplyAdds)
        + TextUnlessEmpty("Padding", row.Padding)
        + TextUnlessEmpty("Activation", row.Activation)
        + (row.Folded.Count == 0 ? "" : $", FoldedLayers = [{string.Join(", ", row.Folded.Select(Literal.Quote))}]")
        + $", Memory = {Literal.Quote(row.Memory)} }}";

    private static string Block(KernelCall call) =>
        $"new {Runtime}.BlockInfo {{ Description = {Literal.Quote(call.Comment.Replace("\n", "; "))}"
        + NumberUnlessZero("MultiplyAdds", call.MultiplyAdds)
        + TextUnlessEmpty("Schedule", call.Schedule)
        + " }";

    private static string Shape(TensorType type) => $"new({Invariant.Format(type.Height)}, {Invariant.Format(type.Width)}, {Invariant.Format(type.Channels)})";

    private static string NumberUnlessZero(string property, long value) => value == 0 ? "" : $", {property} = {Invariant.Format(value)}";

    private static string TextUnlessEmpty(string property, string text) => text.Length == 0 ? "" : $", {property} = {Literal.Quote(text)}";

    /// <summary>The expression that makes the runtime's record of a layer's weights.</summary>
    public static string Weights(PackedWeights weights)
    {
        var shape = weights.Shape;
        var extras = (shape.Bias is { } bias ? $" Bias = {Flag(bias)}," : "")
            + (weights.Integers is { Form.HasWeightZeros: true } && shape.Bias is not null ? " HasWeightZeros = true," : "")
            + Norms("BatchNorms", weights.BatchNorms)
            + Norms("InputNorms", weights.InputNorms);
        if (shape.Function is not null)
        {
            extras += (shape.Alpha == 0 ? "" : $" Alpha = {Single(shape.Alpha)},")
                + (shape.Count == 0 ? "" : $" Count = {Invariant.Format(shape.Count)},")
                + (weights.Integers!.IsSigned is { } isSigned ? $" IsSigned = {Flag(isSigned)}," : "");
        }

        string[] arguments =
        [
            Literal.Quote(weights.Name),
            Invariant.Format(weights.Offset),
            .. shape.Function is { } function ? [$"{CompilerServices}.IntegerFunction.{function}"] : Array.Empty<string>(),
            .. weights.Integers is { } integers ? [Operands(integers)] : Array.Empty<string>(),
            .. shape.Extents.Select(Invariant.Format),
            .. shape.Epsilon is { } epsilon ? [Norm(new NormWeights(weights.Name, shape.Channels, epsilon))] : Array.Empty<string>(),
        ];
        return $"new {CompilerServices}.{shape.Layout}({string.Join(", ", arguments)})" + (extras.Length == 0 ? "" : $" {{{extras} }}");
    }

    private static string Operands(IntegerTensors tensors)
    {
        var bounds = tensors.Clamp.Bounds is var (low, high)
            ? (float.IsNegativeInfinity(low) ? "" : $" Low = {Single(low)},") + (float.IsPositiveInfinity(high) ? "" : $" High = {Single(high)},")
            : "";
        var extras = bounds
            + (tensors.Form.Arithmetic == IntegerArithmetic.TfLite ? "" : $" Arithmetic = {CompilerServices}.IntegerArithmetic.{tensors.Form.Arithmetic},");
        return $"new {CompilerServices}.IntegerOperands([{string.Join(", ", tensors.Inputs.Select(Literal.Quote))}], {Literal.Quote(tensors.Output)})"
            + (extras.Length == 0 ? "" : $" {{{extras} }}");
    }

    private static string Norms(string property, EquatableArray<NormWeights> norms) =>
        norms.Count == 0 ? "" : $" {property} = [{string.Join(", ", norms.Select(Norm))}],";

    private static string Norm(NormWeights norm) =>
        $"new {CompilerServices}.BatchNorm({Literal.Quote(norm.Name)}, {Invariant.Format(norm.Channels)}, {Literal.Number(norm.Epsilon)})";

    private static string Single(double value) => Invariant.Format(value) + "f";

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Preprocessing(Port input)
    {
        if (input.Preprocessing is not { } how)
        {
            return "null";
        }

        var window = how.Window;
        var extras = (how.RoundToBytes ? ", RoundToBytes = true" : "")
            + (window.Fit == ImageWindow.Default ? "" : $", Fit = {Runtime}.ImageFit.{Literal.Identifier(window.Fit, pascal: true)}")
            + (window.ShortSide == 0 ? "" : $", ShortSide = {Invariant.Format(window.ShortSide)}")
            + (window.Rounding == ImageWindow.Nearest
            ? ""
            : $", WindowRounding = {Runtime}.WindowRounding.{Literal.Identifier(window.Rounding, pascal: true)}");
        return $"new {Runtime}.ImagePreprocessing {{ Height = {Invariant.Format(input.Type.Height)}, Width = {Invariant.Format(input.Type.Width)}, "
            + $"Channels = {Invariant.Format(input.Type.Channels)}, "
            + $"Resize = {Runtime}.ResizeMethod.{Literal.Identifier(how.Resize, pascal: true)}, Crop = {Literal.Number(window.Crop)}{extras}, "
            + $"Order = {Runtime}.ChannelOrder.{Literal.Identifier(how.Order, pascal: true)}, Minimum = {Literal.Number(how.Minimum)}, Maximum = "
            + $"{Literal.Number(how.Maximum)}, "
            + $"Mean = [{Numbers(how.Mean)}], Deviation = [{Numbers(how.Deviation)}] }}";
    }

    private static string Numbers(EquatableArray<double> numbers) => string.Join(", ", numbers.Select(Literal.Number));
}
