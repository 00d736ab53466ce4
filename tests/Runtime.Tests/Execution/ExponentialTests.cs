using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

public sealed class ExponentialTests
{
    [Theory]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.MinValue, 0)]
    [InlineData(-86.61f, 0)]
    [InlineData(-0f, 1)]
    [InlineData(1e-30f, 1)]
    [InlineData(88.7229f, float.PositiveInfinity)]
    [InlineData(float.MaxValue, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Its_ends_and_its_middle_are_exact_in_every_width(float x, float expected)
    {
        Assert.Equal(expected, Exponential.Exp(x));
        Assert.Equal(expected, Exponential.Exp(Vector128.Create(x))[3]);
        Assert.Equal(expected, Exponential.Exp(Vector256.Create(x))[7]);
        Assert.Equal(expected, Exponential.Exp(Vector512.Create(x))[15]);
    }
}
