using System.Reflection;
using MobileNetGen.Generator.Roslyn;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>Every stage that the generator names for tests.</summary>
internal static class StageNames
{
    public static readonly IReadOnlyList<string> All =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
}
