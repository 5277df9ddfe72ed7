using System.Globalization;
using Arbit.State;
using Arbit.Strategy.Transfers;
using Arbit.Workflows;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow.Activities;

/// <summary>What transfers cost, one row each, in the order of their times.</summary>
public sealed class TransferCosts(IStateStore store, TimeProvider time)
{
    private const string Table = "transfers";
    private const string Rebalances = "rebalance";
    private const int Page = 500;

    public async Task<TrailingYear> TrailingYearAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var records = new List<TransferRecord>();
        for (var from = KeyOf(now.AddMonths(-12)); ;)
        {
            var rows = await store.ListAsync(Table, Rebalances, from, Page, cancellation);
            records.AddRange(rows.Select(row => WorkflowJson.Read<TransferCost>(row.Json).Record));
            if (rows.Count < Page)
                return TrailingYear.Before(now, records);
            // The next key there can be after this one.
            from = rows[^1].Row + "\0";
        }
    }

    public void AddTo(ActivityTable table) => table
        .Add(FundingActivities.TrailingYear, (_, _, cancellation) => TrailingYearAsync(cancellation))
        .Add(FundingActivities.Remember, async (_, cost, cancellation) =>
        {
            // The key is the transfer's own, so a second time changes nothing.
            await store.TryInsertAsync(Table, cost.IsRebalance ? Rebalances : "gold", $"{KeyOf(cost.Record.At)}-{cost.Id}", WorkflowJson.Write(cost), cancellation);
            return Done.It;
        });

    private static string KeyOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture);
}
