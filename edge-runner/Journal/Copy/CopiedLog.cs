using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>The intent log, and behind it the copy that leaves the machine.</summary>
public sealed class CopiedLog(IExecutionLog log, JournalCopy copy) : IExecutionLog
{
    private long _lease;
    private TradeBook? _book;

    public void Append(JournalRecord record)
    {
        log.Append(record);
        copy.Append(RecordCodec.Encode(record));
    }

    public void Began(long lease, TradeBook book)
    {
        log.Began(lease, book);
        (_lease, _book) = (lease, book);
        Begin(book);
    }

    /// <summary>
    /// Between two events, a few times a second, on the engine's thread: a copy that has become long begins anew. Not where it became so, for
    /// to write down a book takes longer than an order may wait, and there the book is one record behind.
    /// </summary>
    public void OnPublish()
    {
        if (_book is { } book && copy.IsBookDue)
            Begin(book);
    }

    private void Begin(TradeBook book) => copy.Begin(_lease, RecordCodec.Encode(book.ToCheckpoint()));
}
