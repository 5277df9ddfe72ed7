using Arbit.State;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>The slow side's state, before and after each change of which the process can die.</summary>
internal sealed class CrashingStore(IStateStore store, SlowCrashes crashes) : IStateStore
{
    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation) => store.FindAsync(table, partition, row, cancellation);

    public async Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
    {
        crashes.Reach("before a row");
        var isNew = await store.TryInsertAsync(table, partition, row, json, cancellation);
        crashes.Reach("after a row");
        return isNew;
    }

    public async Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
    {
        crashes.Reach("before a row");
        var isReplaced = await store.TryReplaceAsync(table, partition, row, json, etag, cancellation);
        crashes.Reach("after a row");
        return isReplaced;
    }

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation) => store.ListAsync(table, partition, from, most, cancellation);

    public async Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
    {
        crashes.Reach("before a row");
        await store.DeleteAsync(table, partition, rows, cancellation);
        crashes.Reach("after a row");
    }
}
