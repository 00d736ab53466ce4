using Xunit;

namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>Tests that measure the memory of the whole process, and so run while no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
