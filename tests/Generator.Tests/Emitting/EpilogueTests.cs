using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using Xunit;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>What ends a sum is a list of steps, to which one more can be added without a loop that knows of it.</summary>
public sealed class EpilogueTests
{
    private static readonly Dialect s_dialect = Dialects.For(Tier.Vector128);

    [Theory]
    [InlineData("none", null, "sum")]
    [InlineData("relu6", null, "Relu6(sum)")]
    [InlineData("none", "none", "(sum + of r)")]
    [InlineData("relu", "hardSwish", "HardSwish(Relu(sum) + of r)")]
    public void Steps_follow_one_another(string activation, string? residual, string expected)
    {
        var part = new BlockPart(new Dense(4, true), new TensorType(1, 1, 4), new TensorType(1, 1, 4), ActivationName.Find(activation)!.Value);
        var epilogue = Epilogue.Of(part, residual is null ? null : ActivationName.Find(residual));
        Assert.Equal(expected, epilogue.Of(s_dialect, "sum", operand => "of " + operand.Name));
    }

    [Fact]
    public void Only_a_residual_is_a_parameter_of_the_method()
    {
        var part = new BlockPart(new Dense(4, true), new TensorType(1, 1, 4), new TensorType(1, 1, 4), Activation.Relu);
        Assert.Empty(Epilogue.Of(part).Maps);
        Assert.EndsWith(
            "ref float weights, ref float residual",
            MatrixLoops.Parameters(s_dialect, true, Epilogue.Of(part, Activation.None)),
            StringComparison.Ordinal);
    }

    /// <summary>As a requantisation has it: each channel's own factor, which lies in the packed weights.</summary>
    [Fact]
    public void A_step_with_a_number_for_each_channel_is_one_more_step()
    {
        var epilogue = new Epilogue(EquatableArray.Of<EpilogueStep>(new ScaleStep(), new ResidualStep()));
        var schedule = Scheduler.Schedule(new MatrixWork(2, 32, 8));
        var code = new CodeWriter();
        new MatrixLoops("", s_dialect, schedule, new MatrixExtents(2, 32, "Inputs", "Inputs", "Outputs", "Panels"), epilogue, isShared: false).Emit(
            code,
            "Run");
        var text = code.ToString();
        Assert.Contains("ref float s = ref Unsafe.Add(ref weights, Factors + n);", text, StringComparison.Ordinal);
        Assert.Contains(", ref float c, ref float s, ref float r)", text, StringComparison.Ordinal);
        Assert.Contains(
            "((c1_1 * Vector128.LoadUnsafe(ref s, 4)) + Vector128.LoadUnsafe(ref r, Outputs + 4)).StoreUnsafe(ref c, Outputs + 4);",
            text,
            StringComparison.Ordinal);
    }

    private sealed record ScaleStep : EpilogueStep
    {
        public override EpilogueOperand Operand { get; } = new ChannelOperand("s", "Factors");

        public override string Of(Dialect dialect, string value, string operand) => dialect.Multiply(value, operand);
    }
}
