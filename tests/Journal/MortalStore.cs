using Arbit.State;

namespace Arbit.Tests.Journal;

/// <summary>
/// A store whose writer is killed at one of its changes: before it is made, or after, when nobody has heard of it yet. Who writes then is cut
/// off for good.
/// </summary>
/// <param name="store">Where changes are made.</param>
/// <param name="changes">So many are made and answered.</param>
/// <param name="isLastMade">Whether the one at which it dies is made.</param>
internal sealed class MortalStore(IStateStore store, int changes = int.MaxValue, bool isLastMade = false) : IStateStore
{
    private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<(Func<bool> IsSo, TaskCompletionSource Told)> _waiting = [];
    private int _left = changes;

    public Task Died => _died.Task;

    /// <summary>How often rows were deleted.</summary>
    public int Deletions { get; private set; }

    /// <summary>Once a change has made it so; at once where it is.</summary>
    public Task WhenAsync(Func<bool> isSo)
    {
        lock (_gate)
        {
            if (isSo())
                return Task.CompletedTask;
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((isSo, told));
            return told.Task;
        }
    }

    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        => store.FindAsync(table, partition, row, Living(cancellation));

    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
        => ChangeAsync(() => store.TryInsertAsync(table, partition, row, json, Living(cancellation)));

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
        => ChangeAsync(() => store.TryReplaceAsync(table, partition, row, json, etag, Living(cancellation)));

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
        => store.ListAsync(table, partition, from, most, Living(cancellation));

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation) => ChangeAsync(async () =>
    {
        await store.DeleteAsync(table, partition, rows, Living(cancellation));
        Deletions++;
        return true;
    });

    private CancellationToken Living(CancellationToken cancellation) => Died.IsCompleted ? throw new OperationCanceledException("killed") : cancellation;

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        var isLast = _left-- == 0;
        if (isLast && isLastMade)
            await change();
        if (isLast)
            _died.TrySetResult();
        Living(default);
        var made = await change();
        lock (_gate)
        {
            foreach (var each in _waiting.Where(each => each.IsSo()).ToList())
            {
                _waiting.Remove(each);
                each.Told.SetResult();
            }
        }

        return made;
    }
}
