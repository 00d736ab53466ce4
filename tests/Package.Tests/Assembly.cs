using MobileNetGen.Package.Tests;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(PackedFeed))]

// Each test is a build that has use for all cores.
[assembly: Parallelization(MaxThreads = 1)]
