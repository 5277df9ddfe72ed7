using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>
/// The manual sweep (strategy.md, G-Bot): 15 % of the realised net profit since the last one, losses carried forward, at most
/// once a calendar month UTC, in BTC mode.
/// </summary>
public static class Sweep
{
    /// <summary>Exact: 15 % of a profit has at most two decimals more than it, and is not rounded.</summary>
    public static SweepDecision Of(SweepInput input, Bps share)
    {
        if (input.LossCarried.Sign < 0)
            throw new ArgumentOutOfRangeException(nameof(input), "A loss that is carried is not negative.");
        var profit = input.Realised - input.LossCarried;
        var refusal = !input.IsBtcMode ? SweepRefusal.NotInBtcMode
            : input.LastSweep is { } last && IsSameMonth(last, input.Now) ? SweepRefusal.SweptThisMonth
            : profit.Sign <= 0 ? SweepRefusal.NoProfit
            : SweepRefusal.None;
        var carried = profit.Sign < 0 ? -profit : Exact.Zero;
        return refusal == SweepRefusal.None
            ? new SweepDecision(refusal, profit, profit * new Exact(share.RateUnits, 8), Exact.Zero)
            : new SweepDecision(refusal, profit, Exact.Zero, carried);
    }

    private static bool IsSameMonth(DateTimeOffset a, DateTimeOffset b)
        => (a.UtcDateTime.Year, a.UtcDateTime.Month) == (b.UtcDateTime.Year, b.UtcDateTime.Month);
}
