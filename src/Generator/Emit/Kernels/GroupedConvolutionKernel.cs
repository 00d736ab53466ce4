using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A convolution in groups, and a depthwise one that makes several channels of each: lanes run across the outputs of one group.
/// Each sum starts from the bias and takes its taps row by row, and at each tap the inputs of the group.
/// </summary>
internal sealed class GroupedConvolutionKernel : StencilKernel
{
    public override string NameOf(KernelSpec kernel) =>
        $"Conv{Identifier(WindowOf(kernel), kernel.Inputs[0])}g{Invariant.Format(Of(kernel).Groups)}";

    public override string StemOf(KernelSpec kernel) => "GroupedConv";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        .. base.Constants(kernel),
        ("Inputs", kernel.Inputs[0].Channels),
        ("Groups", Of(kernel).Groups),
        ("GroupInputs", kernel.Inputs[0].Channels / Of(kernel).Groups),
        ("GroupOutputs", kernel.Output.Channels / Of(kernel).Groups),
        ("Taps", kernel.Weights[0].KernelStart),
    ];

    protected override void EmitChannels(KernelSpec kernel, Dialect dialect, Action<Dialect, string> body, CodeWriter code)
    {
        using (code.Block("for (int group = 0; group < Groups; group++)"))
        {
            code.Line($"ref {dialect.Element} from = ref Unsafe.Add(ref input, group * GroupInputs);");
            code.Line($"ref {dialect.Element} bias = ref Unsafe.Add(ref weights, group * GroupOutputs);");
            Biases.Declare(code, dialect, "weights", "(group * GroupOutputs)");
            code.Line($"ref {dialect.Element} to = ref Unsafe.Add(ref c, group * GroupOutputs);");
            ChannelLanes.Emit(code, dialect, kernel.Output.Channels / Of(kernel).Groups, body);
        }
    }

    protected override void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code) =>
        EmitSums(kernel, dialect, offset, 1, "left", "right", code);

    protected override void EmitPixels(KernelSpec kernel, Dialect dialect, string offset, int pixels, CodeWriter code) =>
        EmitSums(kernel, dialect, offset, pixels, "0", Invariant.Format(WindowOf(kernel).Kernel.Width), code);

    private static void EmitSums(KernelSpec kernel, Dialect dialect, string offset, int pixels, string left, string right, CodeWriter code)
    {
        var window = WindowOf(kernel);
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            code.Line($"var sum{pixel} = {Biases.Load(dialect, "bias", offset)};");
        }

        using (code.Block("for (int ky = top; ky < bottom; ky++)"))
        using (code.Block($"for (int kx = {left}; kx < {right}; kx++)"))
        {
            code.Line($"ref {dialect.Element} a = ref Unsafe.Add(ref from, ((y + {WindowGeometry.Tap("ky", window.Dilation.Height)}) * InputWidth + "
                + $"x + {WindowGeometry.Tap("kx", window.Dilation.Width)}) * Inputs);");
            var tap = $"(ky * {Invariant.Format(window.Kernel.Width)} + kx) * GroupInputs * Channels";
            code.Line($"ref {dialect.Element} tap = {Address.Ref("bias", "Taps", tap, offset)};");
            using (code.Block("for (int k = 0; k < GroupInputs; k++)"))
            {
                code.Line($"var b = {dialect.Load("tap", "k * Channels")};");
                for (var pixel = 0; pixel < pixels; pixel++)
                {
                    var at = pixel == 0 ? "k" : Address.Sum(Address.Times(pixel * window.Stride.Width, "Inputs"), "k");
                    code.Line($"sum{pixel} = {dialect.AddProducts(dialect.BroadcastFrom("a", at), "b", $"sum{pixel}")};");
                }
            }
        }

        code.Line();
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var result = Ended(kernel, dialect, $"sum{pixel}", "bias", offset);
            code.Line(dialect.Store(result, "to", Address.Sum(Address.Times(pixel, "Channels"), offset)));
        }
    }

    private static GroupedConvolution Of(KernelSpec kernel) => (GroupedConvolution)kernel.Operation;
}
