using Arbit.Accounts;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>What was read from the account, else what is configured; and of an allowance what the journal's fills have left.</summary>
public sealed class ConfiguredFees : IFeeSource
{
    private readonly Dictionary<(Venue, Symbol), FeeSchedule> _pairs;
    private readonly IReadOnlyDictionary<Venue, FeeDiscount> _discounts;
    private readonly IReadOnlyDictionary<Venue, Amount> _allowances;
    private readonly TradedVolumes _volumes;
    private readonly IRates _rates;
    private readonly Func<Venue, Symbol, PairFee?> _read;

    /// <param name="instruments">With the fees that are configured for them.</param>
    /// <param name="discounts">By venue.</param>
    /// <param name="allowances">Dollars a calendar month, by venue.</param>
    /// <param name="volumes">What was traded.</param>
    /// <param name="rates">What that is worth.</param>
    /// <param name="read">What an account was read to pay; null for nothing.</param>
    public ConfiguredFees(
        IReadOnlyList<TradedInstrument> instruments,
        IReadOnlyDictionary<Venue, FeeDiscount> discounts,
        IReadOnlyDictionary<Venue, Amount> allowances,
        TradedVolumes volumes,
        IRates rates,
        Func<Venue, Symbol, PairFee?>? read = null)
    {
        _pairs = instruments.ToDictionary(traded => (traded.Instrument.Venue, traded.Instrument.Symbol), traded => traded.Instrument.Fees);
        (_discounts, _allowances, _volumes, _rates, _read) = (discounts, allowances, volumes, rates, read ?? ((_, _) => null));
    }

    public FeeSchedule? Of(Instrument instrument)
    {
        var configured = _pairs.GetValueOrDefault((instrument.Venue, instrument.Symbol));
        return configured is not null && _read(instrument.Venue, instrument.Symbol) is { } read
            ? configured with { Maker = read.Maker, Taker = read.Taker, IsKnown = true }
            : configured;
    }

    public FeeDiscount? DiscountOf(Venue venue) => _discounts.GetValueOrDefault(venue);

    public FeeAllowance? AllowanceOf(Venue venue, long now)
        => _allowances.TryGetValue(venue, out var perMonth) ? new FeeAllowance(perMonth, LeftOf(venue, perMonth, now)) : null;

    private Amount? LeftOf(Venue venue, Amount perMonth, long now)
    {
        var left = perMonth;
        foreach (var (quote, notional) in _volumes.Of(venue, now))
        {
            if (_rates.InDollars(quote) is not { IsZero: false } price)
                return null;
            left -= Amount.From((notional.Value * price.Value).Round(Amount.Decimals, Rounding.Ceiling));
        }

        return Amount.Max(left, Amount.Zero);
    }
}
