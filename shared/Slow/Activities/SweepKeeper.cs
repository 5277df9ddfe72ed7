using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Sweeps;

namespace Arbit.Slow.Activities;

/// <summary>What is remembered from one sweep to the next.</summary>
public sealed class SweepKeeper(IStateStore store)
{
    private readonly KeptRow<SweepBook> _book = new(store, "sweeps", "now", SweepBook.None);

    public void AddTo(ActivityTable table) => table
        .Add(SweepActivities.Read, (_, _, cancellation) => _book.ReadAsync(cancellation))
        .Add(SweepActivities.Keep, (_, book, cancellation) => _book.KeepAsync(book, cancellation));
}
