using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>Tests that measure the memory of the whole process, and so run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
