namespace Arbit.Live.Durable;

/// <summary>A wait for a time, and for a mail where it has a name.</summary>
internal sealed class DurableWait(MailKind kind, string? name) : IDisposable
{
    private readonly CancellationTokenSource _timer = new();

    // Its continuations run in place: an orchestrator has one thread.
    private readonly TaskCompletionSource<string?> _arrived = new();

    /// <summary>The mail's value; null where the time was over first. Never, where the instance ended before.</summary>
    public Task<string?> Arrived => _arrived.Task;

    public CancellationToken TimerCancelled => _timer.Token;

    public bool IsFor(DurableMail mail) => mail.Kind == kind && string.Equals(mail.Name, name, StringComparison.Ordinal);

    public void Resolve(string? value) => _arrived.SetResult(value);

    public void CancelTimer() => _timer.Cancel();

    public void Dispose() => _timer.Dispose();
}
