using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MobileNetGen.Generator.Roslyn.Usage;

/// <summary>Whether anything can still dispose of what a call made.</summary>
internal static class Ownership
{
    /// <summary>True if the object is dropped at once, or kept in a local whose members are called and that goes nowhere else.</summary>
    public static bool IsLost(IOperation made) => made.Parent switch
    {
        IExpressionStatementOperation => true,
        IInvocationOperation { Instance: { } receiver, TargetMethod.Name: not "Dispose" } when receiver == made => true,
        IPropertyReferenceOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator } => !IsUsing(declarator)
            && IsLost(local, declarator),
        _ => false,
    };

    private static bool IsUsing(IOperation declarator)
    {
        for (var operation = declarator.Parent; operation is IVariableDeclarationOperation or IVariableDeclarationGroupOperation
            or IUsingDeclarationOperation or IUsingOperation; operation = operation.Parent)
        {
            if (operation is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLost(ILocalSymbol local, IOperation declarator)
    {
        var root = declarator;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants()
            .OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local))
            .All(reference => reference.Parent is IInvocationOperation { Instance: var receiver, TargetMethod.Name: not "Dispose" } && receiver == reference);
    }
}
