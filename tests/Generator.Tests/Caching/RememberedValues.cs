using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace MobileNetGen.Generator.Tests.Caching;

/// <summary>Walks what a stage gives, to the last field.</summary>
internal static class RememberedValues
{
    public static void AssertPlain(object? value, string where) => Walk(value, where, new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static void Walk(object? value, string where, HashSet<object> seen)
    {
        if (value is null || value.GetType().IsPrimitive || value is string or Enum || !seen.Add(value))
        {
            return;
        }

        Assert.False(
            value is Compilation or ISymbol or SyntaxNode or SyntaxTree or SemanticModel or Location or SourceText or AdditionalText,
            $"{where} holds a {value.GetType().Name}");
        if (value is Type or Delegate)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (var item in items)
            {
                Walk(item, where + "[]", seen);
            }

            return;
        }

        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{where}.{field.Name}", seen);
            }
        }
    }
}
