namespace Arbit.EdgeRunner.Workflows;

/// <summary>What the code has decided and waits for. It goes on where it is resolved: on the turn's thread.</summary>
internal sealed class PendingStep(HistoryEntry decision)
{
    // Its continuations run in place: asked to run them elsewhere, Task.WhenAll would go to the thread pool.
    private readonly TaskCompletionSource<HistoryEntry> _answer = new();

    public HistoryEntry Decision { get; } = decision;

    public Task<HistoryEntry> Task => _answer.Task;

    public void Resolve(HistoryEntry answer) => _answer.SetResult(answer);
}
