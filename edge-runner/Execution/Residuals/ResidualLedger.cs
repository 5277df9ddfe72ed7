using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>
/// What cycles left that was too small to trade (lesson L04), by place and asset; negative where too much was sold. A part of the
/// fold over the journal, so a restart knows it.
/// </summary>
public sealed class ResidualLedger
{
    private readonly SortedDictionary<(Place, Asset), Amount> _sums = [];

    public IEnumerable<(Place Place, Asset Asset, Amount Amount)> All => _sums.Select(sum => (sum.Key.Item1, sum.Key.Item2, sum.Value));

    /// <summary>A cycle has ended: what it leaves, each asset at the place where most of it came to lie.</summary>
    public void Leave(Cycle cycle) => Add(LeftBy(cycle));

    /// <summary>It is open again after all.</summary>
    public void TakeBack(Cycle cycle) => Add(LeftBy(cycle).Select(left => (left.Place, left.Asset, -left.Change)));

    /// <summary>A sweep has begun: what it took over is its own now.</summary>
    public void HandOver(Cycle sweep) => Add(sweep.Inherited.Select(inherited => (new Place(inherited.Place), inherited.Asset, -inherited.Amount)));

    public List<RecordedBalance> ToRecords() => _sums.Select(sum => new RecordedBalance(sum.Key.Item1.Name, sum.Key.Item2, sum.Value)).ToList();

    public void Restore(IEnumerable<RecordedBalance> residuals)
    {
        foreach (var residual in residuals)
            _sums[(new Place(residual.Place), residual.Asset)] = residual.Amount;
    }

    private static IEnumerable<(Place Place, Asset Asset, Amount Change)> LeftBy(Cycle cycle)
    {
        foreach (var (asset, change) in cycle.Exposures)
        {
            var places = cycle.Plan.Select(leg => Place.Trading(leg.Traded.Instrument.Venue))
                .Concat(cycle.Orders.Select(order => order.Place))
                .Concat(cycle.Inherited.Select(inherited => new Place(inherited.Place)));
            var at = places.Distinct().MaxBy(place => change.Sign > 0 ? cycle.Change(asset, place) : -cycle.Change(asset, place));
            yield return (at, asset, change);
        }
    }

    private void Add(IEnumerable<(Place Place, Asset Asset, Amount Change)> changes)
    {
        foreach (var (place, asset, change) in changes.ToList())
        {
            var sum = _sums.GetValueOrDefault((place, asset)) + change;
            if (sum.Sign == 0)
                _sums.Remove((place, asset));
            else
                _sums[(place, asset)] = sum;
        }
    }
}
