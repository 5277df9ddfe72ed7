using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>What transfers cost over the twelve months before a moment.</summary>
/// <param name="Rebalances">How many rebalances moved anything.</param>
/// <param name="NetworkFees">Dollars.</param>
/// <param name="Costs">Dollars, the network fees among them.</param>
public sealed record TrailingYear(int Rebalances, Exact NetworkFees, Exact Costs)
{
    public static TrailingYear None { get; } = new(0, Exact.Zero, Exact.Zero);

    /// <summary>Twelve calendar months: what was submitted at the same moment a year ago no longer counts.</summary>
    public static TrailingYear Before(DateTimeOffset now, IEnumerable<TransferRecord> transfers)
    {
        var since = now.AddMonths(-12);
        var (fees, costs) = (Exact.Zero, Exact.Zero);
        HashSet<string> rebalances = new(StringComparer.Ordinal);
        foreach (var transfer in transfers.Where(transfer => transfer.At > since && transfer.At <= now))
        {
            rebalances.Add(transfer.Rebalance);
            fees += transfer.NetworkFee;
            costs += transfer.Cost;
        }

        return new TrailingYear(rebalances.Count, fees, costs);
    }
}
