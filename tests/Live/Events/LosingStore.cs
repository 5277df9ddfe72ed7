using Arbit.State;

namespace Arbit.Tests.Live.Events;

/// <summary>A store that cannot be written to for a while.</summary>
internal sealed class LosingStore(IStateStore store) : IStateStore
{
    public bool IsAway { get; set; }

    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation) => store.FindAsync(table, partition, row, cancellation);

    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
        => IsAway ? throw new IOException("the store is away") : store.TryInsertAsync(table, partition, row, json, cancellation);

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
        => IsAway ? throw new IOException("the store is away") : store.TryReplaceAsync(table, partition, row, json, etag, cancellation);

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
        => store.ListAsync(table, partition, from, most, cancellation);

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
        => IsAway ? throw new IOException("the store is away") : store.DeleteAsync(table, partition, rows, cancellation);
}
