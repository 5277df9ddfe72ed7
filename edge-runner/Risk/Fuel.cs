using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// Q-Bot's share of the capital, divided between its strategies: open cycles of a strategy together claim no more than its fuel.
/// Measured at each balance check; it caps new entries and never forces a sale.
/// </summary>
public sealed class Fuel(FuelSettings settings, TradeBook book, IRates rates, Func<Amount> capital) : ISizeCap
{
    private long _measuredAt = -1;

    /// <summary>In dollars, as last measured: everything but the cold wallet.</summary>
    public Amount Capital { get; private set; }

    public FuelSettings Settings => settings;

    /// <summary>Of all capital, in the mode that is on: as it was set, or before that as it is configured.</summary>
    public Bps QBot => book.Treasury.Mode?.Shares.QBot ?? settings.QBot;

    public void OnTimer(long now)
    {
        if (_measuredAt >= 0 && now - _measuredAt < settings.Interval)
            return;
        _measuredAt = now;
        Capital = capital();
    }

    /// <summary>A strategy's fuel, in dollars.</summary>
    public Exact Of(PathKind kind) => Share(Share(Capital.Value, QBot), settings.Of(kind));

    /// <summary>All of Q-Bot's, in dollars.</summary>
    public Exact OfQBot() => Share(Capital.Value, QBot);

    /// <summary>What the open cycles of a strategy have claimed, in dollars.</summary>
    public Exact Claimed(PathKind kind)
    {
        var claimed = Exact.Zero;
        for (var i = 0; i < book.Open.Count; i++)
        {
            var cycle = book.Open[i];
            if (cycle.Kind == kind && rates.InDollars(cycle.Start) is { } price)
                claimed += (cycle.Cost.Value * price.Value).Round(Amount.Decimals, Rounding.Ceiling);
        }

        return claimed;
    }

    public Exact Cap(CyclePath path, Exact wanted, out RefusalReason reason)
    {
        reason = RefusalReason.FuelSpent;
        var left = Of(path.Kind) - Claimed(path.Kind);
        return left < wanted ? left : wanted;
    }

    public RefusalReason Check(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<SizedLeg> sized) => RefusalReason.None;

    private static Exact Share(Exact of, Bps share) => (of * new Exact(share.RateUnits, 8)).Round(8, Rounding.Floor);
}
