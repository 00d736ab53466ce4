using System.Runtime.InteropServices;
using MobileNetGen;

// The same made-up weights and input on every machine; a line for each tier that runs here, with the output's bits.
Console.WriteLine($"tier {SimdSupport.DefaultTier}, exact {SimdSupport.IsExact}");
for (var tier = SimdTier.Scalar; tier <= SimdSupport.DefaultTier; tier++)
{
    using var network = Consumer.Create(WeightSource.CreateRandom(7), new NetworkOptions { Tier = tier });
    var input = new float[Consumer.InputLength];
    for (var index = 0; index < input.Length; index++)
    {
        input[index] = ((index * 37 % 255) / 127.5f) - 1;
    }

    var output = new float[Consumer.OutputLength];
    network.Run(input, output);
    Console.WriteLine($"{tier} {Convert.ToHexString(MemoryMarshal.AsBytes(output.AsSpan()))}");
}

[GeneratedNetwork("consumer.network.json")]
internal sealed partial class Consumer;
