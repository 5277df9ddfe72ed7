using System.Globalization;

namespace Arbit.EdgeRunner.Journal.Recording;

/// <summary>
/// How a recording stands on the disk: session-000001.rec …, each "ArbitSs1" and then frames (<see cref="Frame"/>) whose first byte
/// says what they are. The first frame of every file is its head, so a lost file is noticed; only the very last may be a trailer.
/// </summary>
internal static class SessionFile
{
    public const string Prefix = "session-";
    public const string Suffix = ".rec";

    /// <summary>Then: records in the files before this one (8 bytes, little-endian), the caller's description.</summary>
    public const byte Head = 0;

    /// <summary>Then: kind (1 byte), source (4), sequence (8), time in nanoseconds (8), payload.</summary>
    public const byte Record = 1;

    /// <summary>Then: records in all files (8 bytes), the caller's audit hash.</summary>
    public const byte Trailer = 2;

    /// <summary>Bytes before a record's payload, of a head's or trailer's before the caller's part.</summary>
    public const int RecordHead = 22;
    public const int CountHead = 9;

    /// <summary>The last of these bytes is the version.</summary>
    public static ReadOnlySpan<byte> Magic => "ArbitSs1"u8;

    public static string PathOf(string directory, int number)
        => Path.Combine(directory, Prefix + number.ToString("D6", CultureInfo.InvariantCulture) + Suffix);

    /// <summary>A recording's files, plain or compressed afterwards, in order.</summary>
    public static IReadOnlyList<string> In(string directory)
        => [.. Directory.EnumerateFiles(directory, Prefix + "*" + Suffix)
            .Concat(Directory.EnumerateFiles(directory, Prefix + "*" + Suffix + ".gz"))
            .Order(StringComparer.Ordinal)];
}
