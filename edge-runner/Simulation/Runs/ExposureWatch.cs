using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// How much was exposed at once and for how long, over all lives of an episode: what cycles have left over, from when it was first
/// seen to when it is not any more. The market's own time, so that no clock that jumps can shorten it.
/// </summary>
internal sealed class ExposureWatch(SimulatedMarket market, Tally tally)
{
    private readonly Dictionary<(long Epoch, long Id), DateTimeOffset> _since = [];

    public void Look(TradeBook book)
    {
        if (book.Open.Count == 0)
        {
            _since.Clear();
            return;
        }

        var exposed = Amount.Zero;
        foreach (var cycle in book.Open)
        {
            var key = (cycle.Epoch, cycle.Id);
            var open = ExposureOf(cycle);
            if (open.Sign == 0)
            {
                _since.Remove(key);
                continue;
            }

            exposed += open;
            _since.TryAdd(key, market.Now);
            var age = market.Now - _since[key];
            if (age > tally.LongestResidual)
                tally.LongestResidual = age;
        }

        tally.MaxResidual = Amount.Max(tally.MaxResidual, exposed);
    }

    /// <summary>What is left when an episode has ended.</summary>
    public void End(TradeBook book)
    {
        foreach (var cycle in book.Open)
            tally.ResidualAtEnd += ExposureOf(cycle);
        foreach (var (_, asset, amount) in book.Residuals)
            tally.DustAtEnd += Size(amount, asset);
    }

    private Amount ExposureOf(Cycle cycle)
    {
        var exposed = Amount.Zero;
        foreach (var (asset, change) in cycle.Exposures)
            exposed += Size(change, asset);
        return exposed;
    }

    private Amount Size(Amount amount, Asset asset) => Dollars.Of(market, (amount.Sign < 0 ? -amount : amount).Value, asset);
}
