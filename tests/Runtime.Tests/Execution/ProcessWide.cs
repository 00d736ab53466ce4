using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

/// <summary>Tests of what the process has one of, the team of workers and the environment: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
