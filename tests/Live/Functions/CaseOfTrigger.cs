namespace Arbit.Tests.Live.Functions;

/// <summary>Hosts do not look at the case of a binding's type.</summary>
internal sealed class CaseOfTrigger : IEqualityComparer<(string Name, string Type)>
{
    public static CaseOfTrigger Ignored { get; } = new();

    public bool Equals((string Name, string Type) x, (string Name, string Type) y) => x.Name == y.Name && string.Equals(x.Type, y.Type, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode((string Name, string Type) obj) => StringComparer.Ordinal.GetHashCode(obj.Name);
}
