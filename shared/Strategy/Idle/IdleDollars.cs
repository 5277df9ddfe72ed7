using Arbit.Money;

namespace Arbit.Strategy.Idle;

/// <summary>Idle dollars move only if the projected 30-day yield gain less gas is over a threshold (strategy.md, Idle dollars).</summary>
public static class IdleDollars
{
    private const int ShownDecimals = 8;

    private static readonly Exact Days = new(30, 0);
    private static readonly Exact DaysOfYear = new(365, 0);

    /// <summary>Judged without rounding: gain × 365 against (gas + threshold) × 365.</summary>
    /// <param name="rates">What it would bring and cost.</param>
    /// <param name="threshold">Dollars that have to be left; strictly over them it moves.</param>
    public static bool Moves(IdleRates rates, Exact threshold)
        => rates.Dollars.Sign > 0 && YearlyGain(rates) * Days > (rates.Gas + threshold) * DaysOfYear;

    /// <summary>The projected gain less gas in dollars, rounded down, for showing.</summary>
    public static Exact NetGain(IdleRates rates)
        => ((YearlyGain(rates) * Days) - (rates.Gas * DaysOfYear)).Divide(DaysOfYear, ShownDecimals, Rounding.Floor);

    private static Exact YearlyGain(IdleRates rates)
        => rates.Dollars * new Exact(rates.YieldThere.RateUnits - rates.YieldHere.RateUnits, 8);
}
