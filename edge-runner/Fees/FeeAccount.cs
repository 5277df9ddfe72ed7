using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>One account with a discount: its instruments' fees with and without it.</summary>
public sealed class FeeAccount
{
    private readonly List<(TradedInstrument Traded, FeeSchedule Ordinary, FeeSchedule Discounted)> _fees = [];
    private readonly Exact _notional;

    public FeeAccount(Venue venue, FeeDiscount discount, Exact notional, IReadOnlyList<TradedInstrument> instruments)
    {
        Venue = venue;
        Discount = discount;
        _notional = notional;
        var own = instruments.Where(instrument => instrument.Instrument.Venue == venue).ToList();
        foreach (var traded in own)
        {
            traded.FeeMarket = own.FirstOrDefault(market => market.Instrument.Symbol.Base == discount.Asset && market.Instrument.Symbol.Quote == traded.Instrument.Symbol.Quote);
            var ordinary = traded.Instrument.Fees;
            _fees.Add((traded, ordinary, ordinary with { Taker = Less(ordinary.Taker), Maker = Less(ordinary.Maker), PaidIn = FeeAsset.Other, OtherAsset = discount.Asset, Ordinary = ordinary }));
        }
    }

    public Venue Venue { get; }

    public FeeDiscount Discount { get; }

    /// <summary>The discount is counted on.</summary>
    public bool Counts { get; private set; }

    /// <summary>What stays free of its asset for the next hundred trades; null where it has no price.</summary>
    public Amount? Kept { get; set; }

    /// <summary>Of one trade, in dollars, at the dearest pair's discounted rate.</summary>
    public Exact DearestFee => _notional * new Exact(_fees.Select(fee => fee.Discounted.Taker.RateUnits).DefaultIfEmpty().Max(), 8);

    /// <summary>True where a schedule changed. A pair whose quote asset the venue does not trade its own asset for has no rate, and no discount (lesson L29).</summary>
    public bool Apply(bool counts)
    {
        var changed = false;
        Counts = counts;
        foreach (var (traded, ordinary, discounted) in _fees)
        {
            var wanted = counts && traded.FeeMarket is { Book.IsUsable: true } ? discounted : ordinary;
            if (ReferenceEquals(traded.Instrument.Fees, wanted))
                continue;
            traded.ChangeFees(wanted);
            changed = true;
        }

        return changed;
    }

    private Bps Less(Bps rate) => Bps.FromRateUnits(rate.RateUnits - (rate.RateUnits * Discount.Off.RateUnits / Bps.OneInRateUnits));
}
