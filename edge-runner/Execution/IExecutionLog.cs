using Arbit.EdgeRunner.Execution.Records;

namespace Arbit.EdgeRunner.Execution;

/// <summary>Where records go before they are applied: the intent log in live, nowhere in a replay.</summary>
public interface IExecutionLog
{
    /// <summary>The operating system has the record when this returns; only then may anything be sent by it.</summary>
    void Append(JournalRecord record);

    /// <summary>The lease was got and everything is settled: whoever keeps a copy elsewhere begins one with the book as it stands.</summary>
    void Began(long lease, TradeBook book)
    {
    }
}
