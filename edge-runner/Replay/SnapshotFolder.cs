namespace Arbit.EdgeRunner.Replay;

/// <summary>REST snapshots beside a capture: one file an instrument, named by its venue symbol.</summary>
public static class SnapshotFolder
{
    /// <summary>Behind the capture's name.</summary>
    public const string Suffix = ".rest_snapshots";

    /// <summary>A capture's own folder, by its name; null where there is none.</summary>
    public static string? BesideCapture(string capture)
    {
        var name = capture.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? capture[..^3] : capture;
        var folder = Path.ChangeExtension(name, null) + Suffix;
        return Directory.Exists(folder) ? folder : null;
    }

    public static IEnumerable<(string VenueSymbol, byte[] Body)> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                name = Path.GetFileNameWithoutExtension(name);
            if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                yield return (Path.GetFileNameWithoutExtension(name), Capture.ReadAll(path));
        }
    }
}
