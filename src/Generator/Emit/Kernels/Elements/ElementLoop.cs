using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Elements;

/// <summary>
/// One loop for a chain of elementwise operations. Workers share the elements; where something differs from channel to channel
/// or is there once for many pixels, they share pixels.
/// </summary>
/// <param name="inputs">The names of what the steps read from memory, in the steps' order.</param>
/// <param name="weights">The names of the weights of the steps that have some.</param>
internal sealed class ElementLoop(
    Dialect dialect,
    IReadOnlyList<ChainStep> steps,
    TensorType output,
    IReadOnlyList<string> inputs,
    IReadOnlyList<string> weights)
{
    private readonly IReadOnlyList<TensorType> _types = [.. steps.SelectMany(step => step.OtherInputs)];

    public IEnumerable<(string Name, int Value)> Constants => HasPixels
        ?
        [
            ("Pixels", output.Pixels),
            ("Channels", output.Channels),
            .. steps.Where(step => FormulaOf(step).Section is not null)
                .Select(step => (FormulaOf(step).Section!, WeightsOf(step)!.KernelStart))
                .Distinct(),
        ]
        : [];

    private bool HasPixels => weights.Count > 0 || _types.Any(type => type != output);

    public static ElementFormula FormulaOf(ChainStep step) => KernelCatalog.For(step.Operation).Formula
        ?? throw new NotSupportedException($"{step.Operation.Kind} is no operation on the elements at one place.");

    public void Emit(CodeWriter code)
    {
        code.Line("unchecked");
        using (code.Braces())
        {
            if (HasPixels)
            {
                EmitPixels(code);
            }
            else
            {
                ChannelLanes.EmitShared(code, dialect, output.Length, (piece, offset) => EmitElements(code, piece, inputs, "output", offset));
            }
        }
    }

    private void EmitPixels(CodeWriter code)
    {
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            var pixels = new List<string>();
            for (var index = 0; index < inputs.Count; index++)
            {
                var place = PixelOf(_types[index]);
                pixels.Add(place is null ? inputs[index] : inputs.Count == 1 ? "a" : $"a{Invariant.Format(index)}");
                if (place is not null)
                {
                    var pitch = _types[index].Channels == output.Channels ? " * Channels" : "";
                    code.Line($"ref {dialect.Element} {pixels[index]} = ref Unsafe.Add(ref {inputs[index]}, {place}{pitch});");
                }
            }

            code.Line($"ref {dialect.Element} c = ref Unsafe.Add(ref output, pixel * Channels);");
            ChannelLanes.Emit(code, dialect, output.Channels, (piece, offset) => EmitElements(code, piece, pixels, "c", offset));
        }
    }

    private static WeightShape? WeightsOf(ChainStep step) => step.Operation.Weights(step.Inputs);

    /// <summary>The pixel of an input that counts for the output's <c>pixel</c>; null if it is the only one.</summary>
    private string? PixelOf(TensorType input) => (input.Height == output.Height, input.Width == output.Width) switch
    {
        _ when input.IsVector => null,
        (true, true) => "pixel",
        (true, false) => $"(pixel / {Invariant.Format(output.Width)})",
        _ => $"(pixel % {Invariant.Format(output.Width)})",
    };

    private void EmitElements(CodeWriter code, Dialect piece, IReadOnlyList<string> sources, string target, string offset)
    {
        var (input, weight) = (0, 0);
        var value = "";
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            var formula = FormulaOf(step);
            var elements = step.Inputs.Select((_, place) => place == step.Chained ? value : Load(input++)).ToList();
            if (formula.ReadsTwice && step.Chained is null)
            {
                code.Line($"var value = {Expression.Bare(elements[0])};");
                elements[0] = "value";
            }

            var numbers = WeightsOf(step) is null ? "" : weights[weight++];
            var plain = formula.Value(step.Operation, piece, elements, section => piece.Load(numbers, Address.Sum(section, offset)));
            var result = piece.Arithmetic.Apply(step.Activation, plain);
            if (index == steps.Count - 1)
            {
                code.Line(piece.Store(result, target, offset));
                return;
            }

            value = "value" + Invariant.Format(index + 1);
            code.Line($"var {value} = {Expression.Bare(result)};");
        }

        string Load(int index) => _types[index].Channels == output.Channels ? piece.Load(sources[index], offset) : piece.BroadcastFrom(sources[index], "0");
    }
}
