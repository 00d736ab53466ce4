using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;
using static MobileNetGen.Generator.Emit.GeneratedNames;

namespace MobileNetGen.Generator.Emit;

/// <summary>The class inside the user's class that trains the network: its passes as one call an operation, and what the runtime must know of them.</summary>
internal static class TrainerEmitter
{
    public static void Emit(TrainingProgram program, CodeWriter code)
    {
        code.Line();
        code.Line("/// <summary>");
        code.Line("/// Trains the network: a forward pass that keeps what the backward pass reads, and a backward pass that leaves the parameters' gradients.");
        code.Line($"/// {Invariant.Grouped(program.ImageBytes)} bytes an image, {Invariant.Grouped(program.StepBytes)} a step, "
            + $"{Invariant.Grouped(program.ParameterBytes)} of parameters and as many of gradients.");
        code.Line("/// </summary>");
        code.Line(Marks);
        using (code.Block($"public sealed class {TrainerName} : {Runtime}.NetworkTrainer"))
        {
            code.Line("/// <summary>Reads the parameters, and takes the memory for a batch.</summary>");
            code.Line("/// <param name=\"weights\">What training starts from.</param>");
            code.Line("/// <param name=\"options\">How large a batch is, and how it runs.</param>");
            using (code.Block(
                $"public {TrainerName}({Runtime}.WeightSource weights, {Runtime}.TrainerOptions options) : base(Tables.Layout, weights, options)"))
            {
            }

            EmitPass(program.Forward, "Forward", code);
            EmitPass(program.Backward, "Backward", code);
            EmitTables(program, code);
        }
    }

    private static void EmitPass(EquatableArray<TrainingCall> calls, string name, CodeWriter code)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        using (code.Block($"protected override void {name}(in {CompilerServices}.Frame frame)"))
        {
            for (var index = 0; index < calls.Count; index++)
            {
                var call = calls[index];
                if (index > 0)
                {
                    code.Line("frame.SynchronizeBetweenBlocks();");
                    code.Line();
                }

                code.Line("// " + Literal.Comment(call.Comment));
                if (!call.IsForEachImage)
                {
                    code.Line(Signature.Call(call.Kernel, Operands(call, "0")));
                    continue;
                }

                using (code.Block("for (int image = 0; image < frame.Images; image++)"))
                {
                    code.Line(Signature.Call(call.Kernel, Operands(call, "image")));
                }

                code.Line();
            }
        }
    }

    private static IEnumerable<ElementType> Elements(TrainingCall call) =>
        call.Kernel.Inputs.Select(input => input.Element).Append(call.Kernel.Output.Element).Concat(call.Kernel.Weights.Select(weights => weights.Element));

    private static IEnumerable<string> Operands(TrainingCall call, string image) =>
        call.Operands.Zip(Elements(call), (place, element) => Operand(place, element, image));

    private static string Operand(TrainingPlace place, ElementType element, string image) => place.Storage switch
    {
        Storage.Images => $"ref frame.OfImage<{element.CSharp}>({Invariant.Format(place.Offset)}, {Invariant.Format(place.Bytes)}, {image})",
        Storage.Step => $"ref frame.OfStep<{element.CSharp}>({Invariant.Format(place.Offset)})",
        Storage.Gradients => $"ref frame.Gradients<{element.CSharp}>({Invariant.Format(place.Offset)})",
        _ => $"ref frame.Weights<{element.CSharp}>({Invariant.Format(place.Offset)})",
    };

    private static void EmitTables(TrainingProgram program, CodeWriter code)
    {
        code.Line();
        using (code.Block("private static class Tables"))
        using (code.Block($"public static readonly {CompilerServices}.TrainingLayout Layout = new {CompilerServices}.TrainingLayout", "};"))
        {
            code.Line($"Name = {Literal.Quote(program.Name)},");
            code.Line($"ImageBytes = {Invariant.Format(program.ImageBytes)},");
            code.Line($"StepBytes = {Invariant.Format(program.StepBytes)},");
            code.Line($"ParameterBytes = {Invariant.Format(program.ParameterBytes)},");
            TablesEmitter.EmitList(code, "Inputs", program.Inputs.Select(Port));
            TablesEmitter.EmitList(code, "Outputs", program.Outputs.Select(Port));
            TablesEmitter.EmitList(code, "OutputGradients", program.OutputGradients.Select(Port));
            TablesEmitter.EmitList(code, "InputGradients", program.InputGradients.Select(Port));
            TablesEmitter.EmitList(code, "Weights", program.Parameters.Select(tensor => TablesEmitter.Weights(
                new PackedWeights(tensor.Name, tensor.Shape, tensor.Offset, EquatableArray<NormWeights>.Empty, EquatableArray<NormWeights>.Empty))));
            TablesEmitter.EmitList(code, "Statistics", program.Statistics.Select(each =>
                $"new({Literal.Quote(each.Name)}, {Invariant.Format(each.Moments)}, {Invariant.Format(each.Parameters)}, "
                    + $"{Invariant.Format(each.Channels)}, {Invariant.Format(each.Pixels)})"));
            TablesEmitter.EmitList(code, "Masks", program.Masks.Select(mask =>
                $"new({Literal.Quote(mask.Name)}, {Invariant.Format(mask.Offset)}, {Invariant.Format(mask.Length)}, {Literal.Number(mask.Rate)})"));
        }
    }

    private static string Port(TrainingPort port) => $"new({Literal.Quote(port.Name)}, {Invariant.Format(port.Offset)}, {Invariant.Format(port.Length)})";
}
