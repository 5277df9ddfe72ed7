using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Arbit.Tests.Workflows.Source;

/// <summary>Where something is gone through whose order is no order: hash tables and sets, and whatever may be one.</summary>
internal static class UnorderedUse
{
    private static readonly HashSet<string> Unordered = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.Dictionary", "System.Collections.Generic.HashSet", "System.Collections.Generic.IDictionary",
        "System.Collections.Generic.IReadOnlyDictionary", "System.Collections.Generic.ISet", "System.Collections.Generic.IReadOnlySet",
        "System.Collections.Generic.Dictionary.KeyCollection", "System.Collections.Generic.Dictionary.ValueCollection",
        "System.Collections.Frozen.FrozenDictionary", "System.Collections.Frozen.FrozenSet", "System.Collections.Hashtable",
        "System.Collections.Immutable.ImmutableDictionary", "System.Collections.Immutable.ImmutableHashSet",
        "System.Collections.Immutable.IImmutableDictionary", "System.Collections.Immutable.IImmutableSet",
        "System.Linq.ILookup", "System.Linq.Lookup",
    };

    /// <summary>Come to the same in whatever order.</summary>
    private static readonly HashSet<string> IndifferentMethods = new(StringComparer.Ordinal) { "Count", "LongCount", "Any", "All", "Contains" };

    public static bool IsUse(ExpressionSyntax expression, SemanticModel model)
    {
        if (expression.Parent is MemberAccessExpressionSyntax { Name: var name } access && name == expression)
            return false;
        var info = model.GetTypeInfo(expression);
        if (info.Type is not INamedTypeSymbol type || !IsUnordered(type))
            return false;
        return expression.Parent switch
        {
            // The keys and values of one are as unordered as it is.
            MemberAccessExpressionSyntax member when member.Expression == expression => IsSequenceMember(member, model),
            ForEachStatementSyntax loop => loop.Expression == expression,
            ForEachVariableStatementSyntax loop => loop.Expression == expression,
            SpreadElementSyntax => true,
            FromClauseSyntax or JoinClauseSyntax => true,
            _ => info.ConvertedType is INamedTypeSymbol converted && !SymbolEqualityComparer.Default.Equals(converted, type) && IsSequence(converted),
        };
    }

    private static bool IsSequenceMember(MemberAccessExpressionSyntax member, SemanticModel model) => model.GetSymbolInfo(member).Symbol switch
    {
        IPropertySymbol { Name: "Keys" or "Values" } => true,
        IMethodSymbol { Name: "GetEnumerator" or "CopyTo" } => true,
        IMethodSymbol { IsExtensionMethod: true } method => !IndifferentMethods.Contains(method.Name) && IsSequence(method.ReceiverType),
        _ => false,
    };

    private static bool IsUnordered(INamedTypeSymbol type) => Unordered.Contains(ForbiddenSymbols.FullName(type));

    private static bool IsSequence(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.SpecialType == SpecialType.System_Collections_IEnumerable
            || named.AllInterfaces.Any(of => of.SpecialType == SpecialType.System_Collections_IEnumerable))
        && (!IsUnordered(named) || named.TypeKind == TypeKind.Class);
}
