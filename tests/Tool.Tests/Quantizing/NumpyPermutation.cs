using System.Numerics;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary><c>numpy.random.RandomState(seed).permutation(n)</c>: Matsumoto and Nishimura's Mersenne Twister, and Fisher and Yates' shuffle.</summary>
internal sealed class NumpyPermutation
{
    private const int Words = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Words];
    private int _next = Words;

    private NumpyPermutation(uint seed)
    {
        _state[0] = seed;
        for (var index = 1; index < Words; index++)
        {
            _state[index] = (1812433253u * (_state[index - 1] ^ (_state[index - 1] >> 30))) + (uint)index;
        }
    }

    public static int[] Of(uint seed, int count)
    {
        var generator = new NumpyPermutation(seed);
        int[] numbers = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var other = generator.Below((uint)last);
            (numbers[last], numbers[other]) = (numbers[other], numbers[last]);
        }

        return numbers;
    }

    /// <summary>A number from 0 to a largest one: bits are drawn again until they are none larger.</summary>
    private uint Below(uint largest)
    {
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(largest);
        uint drawn;
        do
        {
            drawn = Draw() & mask;
        }
        while (drawn > largest);
        return drawn;
    }

    private uint Draw()
    {
        if (_next == Words)
        {
            Turn();
        }

        var word = _state[_next++];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680;
        word ^= (word << 15) & 0xEFC60000;
        return word ^ (word >> 18);
    }

    private void Turn()
    {
        for (var index = 0; index < Words; index++)
        {
            var mixed = (_state[index] & 0x80000000) | (_state[(index + 1) % Words] & 0x7FFFFFFF);
            _state[index] = _state[(index + Middle) % Words] ^ (mixed >> 1) ^ ((mixed & 1) * 0x9908B0DF);
        }

        _next = 0;
    }
}
