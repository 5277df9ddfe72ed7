using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Journal;

namespace Arbit.EdgeRunner.Execution;

/// <summary>The intent log on disk.</summary>
public sealed class JournalledLog(IntentJournal journal, CrashPlan crashes) : IExecutionLog
{
    public void Append(JournalRecord record)
    {
        var kind = record.GetType().Name;
        crashes.Reach($"before:{kind}");
        journal.Append(RecordCodec.Encode(record));
        crashes.Reach($"after:{kind}");
    }
}
