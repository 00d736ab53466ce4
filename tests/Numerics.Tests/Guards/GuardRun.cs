using MobileNetGen.CompilerServices;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>One run between guards.</summary>
internal abstract class GuardRun
{
    /// <summary>Runs a network in memory with margins, its input, output and weights between guard pages.</summary>
    /// <param name="guards">What may be touched.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="atEnd">True for memory that ends where a guard page begins, false for memory that begins where one ends.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <returns>The outputs, and what was touched that must not be.</returns>
    public abstract (float[][] Outputs, IReadOnlyList<string> Damage) Run(
        GuardedNetwork guards,
        WeightSource weights,
        NetworkOptions options,
        bool atEnd,
        float[][] inputs);

    /// <summary>The runner of a class that was compiled at run time.</summary>
    public static GuardRun For(Type network)
    {
        var layout = (NetworkLayout)network.GetNestedType("Tables")!.GetField("Layout")!.GetValue(null)!;
        return (GuardRun)Activator.CreateInstance(typeof(GuardRun<>).MakeGenericType(network.GetNestedType("Blocks")!), layout)!;
    }
}

/// <inheritdoc cref="GuardRun"/>
internal sealed class GuardRun<TBlocks>(NetworkLayout layout) : GuardRun
    where TBlocks : INetworkProgram
{
    public override (float[][] Outputs, IReadOnlyList<string> Damage) Run(
        GuardedNetwork guards,
        WeightSource weights,
        NetworkOptions options,
        bool atEnd,
        float[][] inputs)
    {
        var poison = new Poison((int)(layout.ArenaBytes / sizeof(float)), guards.Slots, (int)(layout.ScratchBytes / sizeof(float)), guards.Scratch, []);
        PoisonedProgram<TBlocks>.Poison = poison;
        using var engine = new NetworkEngine<PoisonedProgram<TBlocks>>(layout, new GuardedWeights(weights, atEnd), options);
        var outputs = layout.OutputLengths.Select(length => new float[length]).ToArray();
        if (inputs.Length == 1 && outputs.Length == 1)
        {
            using var input = new GuardedMemory(inputs[0].Length * sizeof(float), atEnd);
            using var output = new GuardedMemory(outputs[0].Length * sizeof(float), atEnd);
            inputs[0].CopyTo(input.As<float>());
            engine.Run(input.As<float>(), output.As<float>());
            output.As<float>().CopyTo(outputs[0]);
        }
        else
        {
            engine.Run([.. inputs.Select(input => (ReadOnlyMemory<float>)input)], [.. outputs.Select(output => (Memory<float>)output)]);
        }

        return (outputs, poison.Damage);
    }
}
