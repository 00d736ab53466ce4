using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MobileNetGen.Generator.Roslyn.Usage;

/// <summary>The length of memory that was made with a constant length, where it is used or in the one place that fills the local.</summary>
internal static class ConstantLength
{
    public static int? Of(IOperation value) => Unwrapped(value) switch
    {
        IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int length } }] } => length,
        IInvocationOperation { TargetMethod: { Name: "AsSpan", Parameters.Length: 1 }, Arguments: [{ Value: var array }] } => Of(array),
        ILocalReferenceOperation { Local: var local } reference => Initializer(local, reference) is { } initializer ? Of(initializer) : null,
        var other when other.Syntax is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [var size] }] } } =>
            other.SemanticModel?.GetConstantValue(size) is { HasValue: true, Value: int length } ? length : null,
        _ => null,
    };

    private static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    /// <summary>What the local is declared with, if nothing else is ever assigned to it.</summary>
    private static IOperation? Initializer(ILocalSymbol local, IOperation use)
    {
        var root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        var isAssigned = root.Descendants().Any(operation => operation switch
        {
            IAssignmentOperation { Target: ILocalReferenceOperation { Local: var target } } => SymbolEqualityComparer.Default.Equals(target, local),
            IArgumentOperation { Parameter.RefKind: not RefKind.None, Value: ILocalReferenceOperation { Local: var target } } =>
                SymbolEqualityComparer.Default.Equals(target, local),
            _ => false,
        });
        return isAssigned
            ? null
            : root.Descendants()
                .OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.Initializer?.Value;
    }
}
