using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MobileNetGen;

// A line for each tier: the digest of what a network of integers answers to a few inputs.
foreach (var tier in Enum.GetValues<SimdTier>().Where(tier => tier <= SimdSupport.WidestTier))
{
    using var network = DigitsInt8.Create(WeightSource.FromFile("digits-int8.safetensors"), new NetworkOptions { Tier = tier });
    using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    var input = new float[DigitsInt8.InputLength];
    var output = new float[DigitsInt8.OutputLength];
    for (var seed = 0; seed < 5; seed++)
    {
        var random = new Random(seed);
        foreach (ref var value in input.AsSpan())
        {
            value = random.NextSingle();
        }

        network.Run(input, output);
        digest.AppendData(MemoryMarshal.AsBytes<float>(output));
    }

    Console.WriteLine($"{tier} {Convert.ToHexString(digest.GetCurrentHash())}");
}

[GeneratedNetwork("digits-int8.json")]
internal sealed partial class DigitsInt8;
