using System.Runtime.InteropServices;
using MobileNetGen.Engine;

namespace MobileNetGen.CompilerServices;

/// <content>Runs on the network's own elements.</content>
public sealed partial class NetworkEngine<TProgram>
{
    /// <summary>Runs a network of one input and one output on elements of its own types: integers where it has integers, floats where it has floats.</summary>
    /// <typeparam name="TInput">The type of the input's elements.</typeparam>
    /// <typeparam name="TOutput">The type of the output's elements.</typeparam>
    /// <param name="input">Exactly the input's length.</param>
    /// <param name="output">Exactly the output's length.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void RunRaw<TInput, TOutput>(ReadOnlySpan<TInput> input, Span<TOutput> output)
        where TInput : unmanaged
        where TOutput : unmanaged
    {
        RunArguments.CheckForm(_layout, nameof(input), nameof(output));
        Lengths.Check(input.Length, _layout.InputLengths[0], "the input", nameof(input));
        Lengths.Check(output.Length, _layout.OutputLengths[0], "the output", nameof(output));
        using var call = Begin();
        call.SetRaw(0, MemoryMarshal.AsBytes(input));
        call.Execute();
        call.GetRaw(0, MemoryMarshal.AsBytes(output));
    }

    /// <summary>Runs the network in its general form on elements of its own types.</summary>
    /// <param name="inputs">One for each input: exactly its elements as bytes.</param>
    /// <param name="outputs">One for each output: exactly its elements as bytes.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void RunRaw(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<Memory<byte>> outputs)
    {
        Lengths.Check(inputs.Length, _layout.InputLengths.Length, "the list of inputs", nameof(inputs));
        Lengths.Check(outputs.Length, _layout.OutputLengths.Length, "the list of outputs", nameof(outputs));
        using var call = Begin();
        for (var index = 0; index < inputs.Length; index++)
        {
            call.SetRaw(index, inputs[index].Span);
        }

        Finish(call, outputs);
    }

    /// <summary>Runs the network in its general form on floats, and gives elements of its own types.</summary>
    /// <param name="inputs">One for each input, of exactly its length.</param>
    /// <param name="outputs">One for each output: exactly its elements as bytes.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    public void RunRaw(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<byte>> outputs)
    {
        Lengths.Check(inputs.Length, _layout.InputLengths.Length, "the list of inputs", nameof(inputs));
        Lengths.Check(outputs.Length, _layout.OutputLengths.Length, "the list of outputs", nameof(outputs));
        using var call = Begin();
        for (var index = 0; index < inputs.Length; index++)
        {
            call.SetInput(index, inputs[index].Span);
        }

        Finish(call, outputs);
    }

    private static void Finish(Call call, ReadOnlySpan<Memory<byte>> outputs)
    {
        call.Execute();
        for (var index = 0; index < outputs.Length; index++)
        {
            call.GetRaw(index, outputs[index].Span);
        }
    }
}
