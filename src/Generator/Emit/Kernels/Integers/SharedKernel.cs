using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A kernel of one loop for all tiers, whose workers share items: what is done with one is a method of the runtime.</summary>
internal abstract class SharedKernel : Kernel
{
    public override bool HasTiers => false;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            EmitLoop(kernel, code);
        }
    }

    protected abstract void EmitLoop(KernelSpec kernel, CodeWriter code);

    /// <summary>A loop over a worker's share.</summary>
    /// <param name="item">What one is called.</param>
    /// <param name="count">The constant for how many there are.</param>
    protected static CodeWriter.Scope Loop(CodeWriter code, string item, string count)
    {
        code.Line($"int end = frame.End({count});");
        return code.Block($"for (int {item} = frame.Begin({count}); {item} < end; {item}++)");
    }

    /// <summary>A worker's share of elements that lie side by side: whole runs of 64, the last worker having what is left.</summary>
    protected static void EmitShare(CodeWriter code, string count)
    {
        code.Line($"int begin = frame.Begin({count} / 64) * 64;");
        code.Line($"int length = (frame.Worker == frame.Workers - 1 ? {count} : frame.End({count} / 64) * 64) - begin;");
    }

    protected static string Function(string method, params string[] arguments) => $"IntegerFunctions.{method}({string.Join(", ", arguments)});";
}
