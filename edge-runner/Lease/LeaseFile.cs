using System.Globalization;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Lease;

/// <summary>One lease in a file: a line of JSON, and a checksum over it.</summary>
internal static class LeaseFile
{
    /// <summary>Null where there is none.</summary>
    /// <exception cref="LeaseStoreException">It holds something else.</exception>
    public static LeaseRecord? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var lines = File.ReadAllText(path, Encoding.UTF8).Split('\n');
        try
        {
            if (lines is [var json, var checksum, ""] && checksum == Checksum(json) && JsonSerializer.Deserialize<LeaseRecord>(json) is { } record)
                return record;
        }
        catch (JsonException e)
        {
            throw Damaged(path, e);
        }

        throw Damaged(path, null);
    }

    /// <summary>On the disk when it returns: an epoch that was given must not be given again.</summary>
    public static void Write(string path, LeaseRecord record)
    {
        var json = JsonSerializer.Serialize(record);
        DurableFile.Replace(path, Encoding.UTF8.GetBytes($"{json}\n{Checksum(json)}\n"));
    }

    private static LeaseStoreException Damaged(string path, Exception? cause) => new(
        $"{path} is damaged: end everything that uses it, and only then delete it.",
        cause!);

    private static string Checksum(string json) => Crc32C.Of(Encoding.UTF8.GetBytes(json)).ToString("x8", CultureInfo.InvariantCulture);
}
