using System.Globalization;
using System.Text;

namespace Arbit.EdgeRunner.Journal;

/// <summary>
/// The number of a run, and the number that a lease gave it: part of every client order id, so that no id is ever used twice
/// (architecture: journal before act). Each is kept as one line, the number and a checksum over its digits; a person who has to
/// set it writes "above 41" instead, which no cut or flipped line can turn into.
/// </summary>
public static class RunEpoch
{
    public const string FileName = "epoch";
    private const string LeasedFileName = "epoch.leased";
    private const string ByHand = "above";

    /// <summary>
    /// A number larger than any returned before for this directory, from 1; on the disk when it returns. Called before the first
    /// segment of the directory's journal is begun, so that a journal without an epoch means that the epoch was lost.
    /// </summary>
    /// <exception cref="DamagedEpochException">The file is damaged, or absent beside a journal.</exception>
    /// <exception cref="DataDirectoryInUseException">Another process is raising it at this moment.</exception>
    public static long Raise(string directory)
    {
        using var alone = ExclusiveFile.Open(Path.Combine(directory, FileName + ".lock"));
        var path = Path.Combine(directory, FileName);
        var epoch = Read(directory, path) + 1;
        Write(path, epoch);
        return epoch;
    }

    /// <summary>The highest number that a lease ever gave to a run on this directory; 0 where none did.</summary>
    /// <exception cref="DamagedEpochException">The file is damaged.</exception>
    public static long Leased(string directory)
    {
        var path = Path.Combine(directory, LeasedFileName);
        return File.Exists(path) ? Parse(path) : 0;
    }

    /// <summary>Remembers the number that a lease gave, before anything is named by it. On the disk when it returns.</summary>
    public static void RememberLeased(string directory, long epoch) => Write(Path.Combine(directory, LeasedFileName), epoch);

    private static void Write(string path, long epoch)
    {
        var digits = epoch.ToString(CultureInfo.InvariantCulture);
        DurableFile.Replace(path, Encoding.ASCII.GetBytes($"{digits} {Checksum(digits)}\n"));
    }

    private static long Read(string directory, string path)
    {
        if (!File.Exists(path))
        {
            return IntentJournal.NewestSegment(Path.GetFullPath(directory)) == 0
                ? 0
                : throw new DamagedEpochException(path, "is absent, though a journal stands beside it.");
        }

        return Parse(path);
    }

    private static long Parse(string path)
    {
        var words = Encoding.Latin1.GetString(File.ReadAllBytes(path)).TrimEnd('\r', '\n').Split(' ');
        var digits = words switch
        {
            [ByHand, var number] => number,
            [var number, var checksum] when checksum == Checksum(number) => number,
            _ => "",
        };
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch < long.MaxValue
            ? epoch
            : throw new DamagedEpochException(path, "is damaged.");
    }

    private static string Checksum(string digits)
        => Crc32C.Of(Encoding.Latin1.GetBytes(digits)).ToString("x8", CultureInfo.InvariantCulture);
}
