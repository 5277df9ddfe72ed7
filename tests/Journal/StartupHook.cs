using System.Buffers.Binary;
using Arbit.EdgeRunner.Journal;

#pragma warning disable MA0047 // The runtime looks for this name without a namespace (DOTNET_STARTUP_HOOKS).

/// <summary>
/// The child of <see cref="Arbit.Tests.Journal.KillTests"/>: started with the hook set, the test assembly writes until it is
/// killed, instead of running its Main. Every number is told on standard output only after what it stands for has returned: a
/// record by its number, an epoch by its negative.
/// </summary>
internal static class StartupHook
{
    public const string DirectoryVariable = "ARBIT_TEST_KILL_DIRECTORY";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is not { Length: > 0 } directory)
            return;
        using var told = Console.OpenStandardOutput();
        Tell(told, -RunEpoch.Raise(directory));
        using var journal = IntentJournal.Start(directory);
        var next = journal.Checkpoint is { } checkpoint ? Number(checkpoint) + journal.Recovered.Count : 0;
        Span<byte> record = new byte[2 * 1024 * 1024];
        if (journal.Segment == 0)
            journal.BeginSegment(record[..8]);
        while (true)
        {
            BinaryPrimitives.WriteInt64LittleEndian(record, ++next);
            // A kill can cut a write of many pages in two; short ones are what intents are.
            if (next % 50 == 0)
                journal.BeginSegment(record[..8]);
            else
                journal.Append(record[..(next % 10 == 0 ? record.Length : 100)]);
            Tell(told, next);
            if (next % 25 == 0)
                Tell(told, -RunEpoch.Raise(directory));
        }
    }

    public static long Number(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record);

    private static void Tell(Stream told, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        told.Write(bytes);
    }
}
