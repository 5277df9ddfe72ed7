using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Risk;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>Knows what is left over, and restrains trading while it is past its deadline or has gathered to too much.</summary>
public sealed class ResidualWatch(TradeBook book, IRates rates, ExecutionSettings settings)
{
    private const string Late = "a residual is open past its deadline";
    private const string TooMuch = "residuals have gathered to more than is allowed";
    private const string ByItself = "by itself, when it is closed";

    /// <summary>Open ones first, oldest first; then what is held.</summary>
    public IEnumerable<ResidualExposure> Exposures()
    {
        foreach (var cycle in book.Open)
        {
            foreach (var (asset, change) in cycle.Exposures)
                yield return new ResidualExposure(cycle, null, asset, change, InDollars(asset, change), cycle.UnhedgedSince, cycle.UnhedgedSince + settings.RecoveryDeadline);
        }

        foreach (var (place, asset, amount) in book.Residuals)
            yield return new ResidualExposure(null, place, asset, amount, InDollars(asset, amount), 0, 0);
    }

    /// <summary>What has to change about trading now; null for nothing.</summary>
    public TradingChange? Restraint(long now)
    {
        var reason = ReasonAt(now);
        if (reason is not null && book.Trading == TradingState.Active)
            return new TradingChange(TradingState.ReduceOnly, reason, ByItself);
        if (reason is null && book.Trading == TradingState.ReduceOnly && book.TradingReason is Late or TooMuch)
            return new TradingChange(TradingState.Active, "", "");
        return null;
    }

    private string? ReasonAt(long now)
    {
        foreach (var cycle in book.Open)
        {
            if (cycle.UnhedgedSince > 0 && now - cycle.UnhedgedSince > settings.RecoveryDeadline)
                return Late;
        }

        var gathered = Exact.Zero;
        foreach (var (_, asset, amount) in book.Residuals)
            gathered += InDollars(asset, amount)?.Value ?? Exact.Zero;
        return gathered > settings.MaxResidual ? TooMuch : null;
    }

    private Amount? InDollars(Asset asset, Amount change)
        => rates.InDollars(asset) is { } price ? Amount.From((change.Sign < 0 ? -change : change).Value * price.Value, Rounding.Floor) : null;
}

/// <summary>A change of what trading may do, why, and how it ends.</summary>
public sealed record TradingChange(TradingState State, string Reason, string Resumes);
