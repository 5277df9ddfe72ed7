using Arbit.Markets;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Accounts.Moves;

/// <summary>What was asked to be staked at one account, stored before it leaves.</summary>
public sealed class StakeMemory(IStateStore store, Venue venue)
{
    private const string Table = "venue-stakes";
    private const int Most = 1000;

    /// <summary>False where it was asked before.</summary>
    public Task<bool> TryBeginAsync(AskedStake asked, CancellationToken cancellation)
        => store.TryInsertAsync(Table, venue.Name, asked.Id, WorkflowJson.Write(asked), cancellation);

    public async Task<AskedStake?> FindAsync(string id, CancellationToken cancellation)
        => await store.FindAsync(Table, venue.Name, id, cancellation) is { } row ? WorkflowJson.Read<AskedStake>(row.Json) : null;

    /// <summary>False where it was changed in between; then nothing is kept.</summary>
    public async Task<bool> TryKeepAsync(AskedStake asked, CancellationToken cancellation)
        => await store.FindAsync(Table, venue.Name, asked.Id, cancellation) is { } row
            && await store.TryReplaceAsync(Table, venue.Name, asked.Id, WorkflowJson.Write(asked), row.ETag, cancellation);

    public async Task<IReadOnlyList<AskedStake>> AllAsync(CancellationToken cancellation)
    {
        var all = new SortedDictionary<string, AskedStake>(StringComparer.Ordinal);
        var from = "";
        while (true)
        {
            var rows = await store.ListAsync(Table, venue.Name, from, Most, cancellation);
            foreach (var row in rows)
                all[row.Row] = WorkflowJson.Read<AskedStake>(row.Json);
            if (rows.Count < Most)
                return [.. all.Values];
            from = rows[^1].Row;
        }
    }
}
