using System.Collections;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>Inputs that are read one after the other, each time they are gone through.</summary>
/// <param name="count">How many there are at most.</param>
/// <param name="inputs">The inputs.</param>
internal sealed class ReadInputs(int count, IEnumerable<float[]> inputs) : IReadOnlyCollection<float[]>
{
    public int Count { get; } = count;

    public IEnumerator<float[]> GetEnumerator() => inputs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
