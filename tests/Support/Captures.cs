namespace Arbit.Tests.Support;

/// <summary>
/// The one way tests find the venues' captured messages, which are no part of this repository: the folder that the environment
/// variable ARBIT_CAPTURES names, else shared/data/venues beside the repository (any folder above the test binaries that has it).
/// Where they are not there, the test that asked is skipped and says so.
/// </summary>
public static class Captures
{
    private const string Variable = "ARBIT_CAPTURES";
    private const string Marker = "SOURCES.md";

    private static readonly string? Folder = Find();

    /// <summary>True where captures are at hand; for tests that do with built-in frames otherwise.</summary>
    public static bool Exist => Folder is not null;

    /// <summary>A capture's path; skips the test where there is none.</summary>
    /// <param name="name">As SOURCES.md names it, such as kucoin/ws_6sym_20210425.jsonl.gz.</param>
    public static string PathOf(string name)
    {
        Skip.If(Folder is null, $"No captures here: set {Variable} to the folder that holds {Marker} to run this test.");
        var path = Path.Combine(Folder!, name);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), $"The captures here do not hold {name}.");
        return path;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return File.Exists(Path.Combine(named, Marker)) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var captures = Path.Combine(folder.FullName, "shared", "data", "venues");
            if (File.Exists(Path.Combine(captures, Marker)))
                return captures;
        }

        return null;
    }
}
