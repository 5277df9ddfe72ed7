using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>The intent log, and behind it the copy that leaves the machine.</summary>
public sealed class CopiedLog(IExecutionLog log, JournalCopy copy) : IExecutionLog
{
    public void Append(JournalRecord record)
    {
        log.Append(record);
        copy.Append(RecordCodec.Encode(record));
    }

    public void Began(long lease, TradeBook book)
    {
        log.Began(lease, book);
        copy.Begin(lease, RecordCodec.Encode(book.ToCheckpoint()));
    }
}
