using Microsoft.CodeAnalysis;

namespace Arbit.Tests.Workflows.Source;

/// <summary>What a workflow's code may not name, by what the compiler takes the name for (the rules of DURABLE0001–0011, and more).</summary>
internal static class ForbiddenSymbols
{
    private static readonly string[] Namespaces =
    [
        "System.IO", "System.Net", "System.Data", "System.Reflection", "System.Diagnostics", "System.Threading", "System.Timers",
        "System.Collections.Concurrent", "System.Runtime", "Microsoft",
    ];

    /// <summary>Within those namespaces, harmless.</summary>
    private static readonly HashSet<string> AllowedTypes = new(StringComparer.Ordinal)
    {
        "System.Threading.CancellationToken", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
        "System.Diagnostics.UnreachableException", "System.Diagnostics.CodeAnalysis.NotNullWhenAttribute",
        "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute",
    };

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Random", "System.Environment", "System.Console", "System.TimeProvider", "System.TimeZoneInfo", "System.AppContext",
        "System.AppDomain", "System.GC", "System.HashCode", "System.Activator", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Lazy",
    };

    private static readonly HashSet<string> TaskMembers = new(StringComparer.Ordinal)
    {
        "WhenAll", "WhenAny", "FromResult", "FromException", "CompletedTask", "IsCompleted", "IsCompletedSuccessfully", "IsFaulted", "Exception",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal)
    {
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTime.ToLocalTime",
        "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow", "System.DateTimeOffset.LocalDateTime", "System.DateTimeOffset.ToLocalTime",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    };

    /// <summary>Null where it may be named.</summary>
    public static string? RuleFor(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { Name: "GetHashCode" })
            return "hash codes differ from process to process";
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        if (type is null || symbol is INamespaceSymbol)
            return null;
        var name = FullName(type);
        if (name is "System.Threading.Tasks.Task" or "System.Threading.Tasks.ValueTask")
        {
            return symbol is INamedTypeSymbol || TaskMembers.Contains(symbol.Name)
                ? null
                : $"only what the context gives is awaited, and nothing is waited for otherwise (Task.{symbol.Name})";
        }

        if (AllowedTypes.Contains(name))
            return null;
        if (Types.Contains(name) || Members.Contains($"{name}.{symbol.Name}"))
            return "time, chance and surroundings come from the context or as input";
        return Array.Exists(Namespaces, @namespace => name.StartsWith(@namespace + ".", StringComparison.Ordinal))
            ? "the world is touched by activities alone"
            : null;
    }

    /// <summary>Without type arguments; of a nested type the outer one's as well.</summary>
    public static string FullName(INamedTypeSymbol type)
        => type.ContainingType is { } outer ? $"{FullName(outer)}.{type.Name}"
            : type.ContainingNamespace is { IsGlobalNamespace: false } @namespace ? $"{@namespace.ToDisplayString()}.{type.Name}"
            : type.Name;
}
