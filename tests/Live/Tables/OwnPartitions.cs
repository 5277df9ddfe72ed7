using Arbit.State;

namespace Arbit.Tests.Live.Tables;

/// <summary>Partitions that no other test has, on tables that all share.</summary>
internal sealed class OwnPartitions(IStateStore store, string own) : IStateStore
{
    public async Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        => Outside(await store.FindAsync(table, own + partition, row, cancellation));

    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
        => store.TryInsertAsync(table, own + partition, row, json, cancellation);

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
        => store.TryReplaceAsync(table, own + partition, row, json, etag, cancellation);

    public async Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
        => [.. (await store.ListAsync(table, own + partition, from, most, cancellation)).Select(row => Outside(row)!)];

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
        => store.DeleteAsync(table, own + partition, rows, cancellation);

    private StateRow? Outside(StateRow? row) => row is null ? null : row with { Partition = row.Partition[own.Length..] };
}
