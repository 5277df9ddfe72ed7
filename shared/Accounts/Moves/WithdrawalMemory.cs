using Arbit.Markets;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.Accounts.Moves;

/// <summary>What was asked of one account, stored before it leaves (lesson L27).</summary>
public sealed class WithdrawalMemory(IStateStore store, Venue venue)
{
    private const string Table = "venue-withdrawals";
    private const int Most = 1000;

    /// <summary>False where it was asked before.</summary>
    public Task<bool> TryBeginAsync(AskedWithdrawal asked, CancellationToken cancellation)
        => store.TryInsertAsync(Table, venue.Name, asked.Order.Id, WorkflowJson.Write(asked), cancellation);

    public async Task<AskedWithdrawal?> FindAsync(string id, CancellationToken cancellation)
        => await store.FindAsync(Table, venue.Name, id, cancellation) is { } row ? WorkflowJson.Read<AskedWithdrawal>(row.Json) : null;

    /// <summary>The venue has told its own id.</summary>
    public async Task LearnAsync(string id, string venueId, CancellationToken cancellation)
    {
        if (await store.FindAsync(Table, venue.Name, id, cancellation) is not { } row)
            return;
        var asked = WorkflowJson.Read<AskedWithdrawal>(row.Json);
        if (asked.VenueId is null)
            await store.TryReplaceAsync(Table, venue.Name, id, WorkflowJson.Write(asked with { VenueId = venueId }), row.ETag, cancellation);
    }

    /// <summary>The venue's ids of all but one.</summary>
    public async Task<IReadOnlySet<string>> ClaimedByOthersAsync(string id, CancellationToken cancellation)
    {
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        var from = "";
        while (true)
        {
            var rows = await store.ListAsync(Table, venue.Name, from, Most, cancellation);
            foreach (var row in rows.Where(row => row.Row != id))
            {
                if (WorkflowJson.Read<AskedWithdrawal>(row.Json).VenueId is { } venueId)
                    claimed.Add(venueId);
            }

            if (rows.Count < Most)
                return claimed;
            from = rows[^1].Row;
        }
    }
}
