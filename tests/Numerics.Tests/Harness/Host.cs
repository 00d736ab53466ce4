using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MobileNetGen.Generator;

namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>A user's project in memory, with the generator in its compiler.</summary>
internal static class Host
{
    /// <summary>Compiles the user's text with what the generator adds to it.</summary>
    /// <exception cref="InvalidOperationException">There is a warning, or an error.</exception>
    public static Assembly Build(string text, bool checkOverflow = false)
    {
        var user = Compiler.Create([text], checkOverflow);
        CSharpGeneratorDriver.Create(new MobileNetGenerator())
            .WithUpdatedParseOptions(Compiler.Parse)
            .RunGeneratorsAndUpdateCompilation(user, out var whole, out var problems);
        return problems.IsEmpty ? Compiler.Load(whole) : throw new InvalidOperationException(string.Join('\n', problems));
    }
}
