using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>
/// The residual ledger's way out (lesson L04): what cycles left below the minimum gathers by asset, over all places, and is closed
/// once it can be traded.
/// </summary>
public sealed class ResidualSweep(OrderDesk desk, RecoveryPlanner planner, IReadOnlySet<Asset> dollars, ExecutionSettings settings)
{
    /// <summary>Between two attempts at one asset, so that one that cannot be closed after all is not tried all the time.</summary>
    private const long Rest = 60_000_000_000;

    private readonly SortedDictionary<Asset, long> _restsUntil = [];

    /// <summary>Opens at most one cycle, which takes over everything of one asset; null where there is nothing to close.</summary>
    public Cycle? TryOpen(long now)
    {
        if (!desk.MaySend)
            return null;
        foreach (var (asset, sum) in SumsByAsset())
        {
            if (dollars.Contains(asset) || now < _restsUntil.GetValueOrDefault(asset) || IsBusy(asset))
                continue;
            if (!planner.IsWorthClosing(asset, sum, dollars, settings.ResidualMargin))
                continue;
            _restsUntil[asset] = now + Rest;
            return Open(asset, now);
        }

        return null;
    }

    private SortedDictionary<Asset, Amount> SumsByAsset()
    {
        var sums = new SortedDictionary<Asset, Amount>();
        foreach (var (_, asset, amount) in desk.Book.Residuals)
            sums[asset] = sums.GetValueOrDefault(asset) + amount;
        return sums;
    }

    private bool IsBusy(Asset asset) => desk.Book.Open.Any(cycle => cycle.Touched.Contains(asset));

    private Cycle Open(Asset asset, long now)
    {
        var inherited = desk.Book.Residuals.Where(residual => residual.Asset == asset)
            .Select(residual => new RecordedBalance(residual.Place.Name, residual.Asset, residual.Amount))
            .ToList();
        var home = dollars.Order().First();
        desk.Record(new CycleOpened(now, desk.Epoch, desk.NextCycle(), Detection.PathKind.Residual, [], home, home, Amount.Zero, Amount.Zero) { Inherited = inherited });
        return desk.Book.Open[^1];
    }
}
