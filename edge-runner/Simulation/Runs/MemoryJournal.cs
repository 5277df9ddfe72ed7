using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// The intent log without a disk: the very bytes that a file would hold, since the last segment began. It outlives the engine,
/// as a file does.
/// </summary>
internal sealed class MemoryJournal(CrashPoints crashes) : IExecutionLog
{
    private readonly List<byte[]> _records = [];

    public byte[]? Checkpoint { get; private set; }

    public IReadOnlyList<byte[]> Records => _records;

    /// <summary>Told of each record once it is in, before the bot goes on.</summary>
    public Action<JournalRecord>? Appended { get; set; }

    public void BeginSegment(byte[] checkpoint)
    {
        Checkpoint = checkpoint;
        _records.Clear();
    }

    public void Append(JournalRecord record)
    {
        crashes.Reach("before a record");
        _records.Add(RecordCodec.Encode(record));
        Appended?.Invoke(record);
        crashes.Reach("after a record");
    }
}
