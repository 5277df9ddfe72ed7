namespace Arbit.EdgeRunner.Workflows;

/// <summary>
/// Where a workflow's code runs: on the one thread that takes its turn, continuation by continuation in the order in which they became
/// due. Whatever comes from elsewhere is not run: the code awaited something that its context did not give it, and no replay could do
/// that again.
/// </summary>
/// <param name="onForeign">Told of it, on whatever thread that was; once.</param>
internal sealed class TurnScheduler(Action onForeign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _due = new();
    private int _turnThread;
    private int _foreign;

    /// <summary>The code that asks is the workflow's own, within its turn.</summary>
    public bool IsInTurn => Volatile.Read(ref _turnThread) == Environment.CurrentManagedThreadId && Current == this;

    /// <summary>Something came from elsewhere, now or before.</summary>
    public bool HasForeign => Volatile.Read(ref _foreign) != 0;

    /// <summary>Runs the code until nothing is due any more.</summary>
    public void Take(Action first)
    {
        var before = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _turnThread, Environment.CurrentManagedThreadId);
        try
        {
            first();
            while (_due.TryDequeue(out var next))
                next.Callback(next.State);
        }
        finally
        {
            Volatile.Write(ref _turnThread, 0);
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Something that is not the workflow's turn touched it.</summary>
    public void Foreign()
    {
        if (Interlocked.Exchange(ref _foreign, 1) == 0)
            onForeign();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Volatile.Read(ref _turnThread) == Environment.CurrentManagedThreadId)
            _due.Enqueue((d, state));
        else
            Foreign();
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;
}
