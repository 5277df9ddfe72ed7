using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Slow.Activities;

/// <summary>One value in one row of the store, changed only by who has seen the newest.</summary>
/// <param name="initial">What it is before anything was kept.</param>
public sealed class KeptRow<T>(IStateStore store, string table, string row, T initial)
{
    public async Task<T> ReadAsync(CancellationToken cancellation) => (await FindAsync(cancellation)).Value;

    /// <summary>Decides on what is there now, again where somebody else was first.</summary>
    public async Task<TOut> ChangeAsync<TOut>(Func<T, (T After, TOut Answer)> decide, CancellationToken cancellation)
    {
        while (true)
        {
            var (before, etag) = await FindAsync(cancellation);
            var (after, answer) = decide(before);
            if (etag is not null && EqualityComparer<T>.Default.Equals(before, after))
                return answer;
            var json = WorkflowJson.Write(after);
            var kept = etag is null
                ? await store.TryInsertAsync(table, table, row, json, cancellation)
                : await store.TryReplaceAsync(table, table, row, json, etag, cancellation);
            if (kept)
                return answer;
        }
    }

    public Task<Done> KeepAsync(T value, CancellationToken cancellation) => ChangeAsync(_ => (value, Done.It), cancellation);

    private async Task<(T Value, string? ETag)> FindAsync(CancellationToken cancellation)
        => await store.FindAsync(table, table, row, cancellation) is { } found ? (WorkflowJson.Read<T>(found.Json), found.ETag) : (initial, null);
}
