using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>Tells by what is there which kind of capture a path is.</summary>
public static class CaptureOpener
{
    /// <exception cref="InvalidDataException">It is none; the message says what is wanted.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ICapture Open(string path)
    {
        if (Directory.Exists(path))
            return SessionFile.In(path).Count > 0 ? RecordingCapture.Read(path) : FolderCapture.Read(path);
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} does not exist: a folder with VENUE.jsonl files, or one that run --record wrote, is wanted");
        var name = Path.GetFileName(path);
        if (name.StartsWith(SessionFile.Prefix, StringComparison.Ordinal))
            return RecordingCapture.Read(path);
        var venue = VenueCatalog.All.FirstOrDefault(venue => name == $"{venue.Name}.jsonl" || name == $"{venue.Name}.jsonl.gz");
        return venue is null
            ? throw new InvalidDataException($"{path} is no capture: name the folder that holds VENUE.jsonl (VENUE is {VenueCatalog.Names}), or one that run --record wrote")
            : FolderCapture.Read(Path.GetDirectoryName(Path.GetFullPath(path))!, venue.Name);
    }
}
