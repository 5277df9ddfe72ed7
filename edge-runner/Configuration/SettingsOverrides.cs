namespace Arbit.EdgeRunner.Configuration;

/// <summary>What the command line says over file and environment; null or empty where it says nothing.</summary>
public sealed record SettingsOverrides(string? Feed, IReadOnlyList<string> Venues, string? Data, int? Port, IReadOnlyList<string> Set)
{
    public static SettingsOverrides None { get; } = new(null, [], null, null, []);
}
