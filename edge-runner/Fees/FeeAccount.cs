using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Fees;

/// <summary>One account: its instruments' fees as they are, with its discount, and within its allowance.</summary>
public sealed class FeeAccount
{
    private readonly List<PairFees> _fees = [];
    private readonly Exact _notional;

    public FeeAccount(Venue venue, FeeDiscount? discount, Exact notional, IReadOnlyList<TradedInstrument> instruments)
    {
        Venue = venue;
        Discount = discount;
        _notional = notional;
        var own = instruments.Where(instrument => instrument.Instrument.Venue == venue).ToList();
        foreach (var traded in own)
        {
            if (discount is not null)
                traded.FeeMarket = own.FirstOrDefault(market => market.Instrument.Symbol.Base == discount.Asset && market.Instrument.Symbol.Quote == traded.Instrument.Symbol.Quote);
            _fees.Add(new PairFees(traded, traded.Instrument.Fees, discount));
        }
    }

    public Venue Venue { get; }

    /// <summary>Null for none.</summary>
    public FeeDiscount? Discount { get; }

    /// <summary>The discount is counted on.</summary>
    public bool Counts { get; private set; }

    /// <summary>What stays free of the discount's asset for the next hundred trades; null where it has no price.</summary>
    public Amount? Kept { get; set; }

    /// <summary>Null for none.</summary>
    public FeeAllowance? Allowance { get; private set; }

    /// <summary>The allowance is counted on: enough of it is left.</summary>
    public bool IsFree { get; private set; }

    /// <summary>Of one trade, in dollars, at the dearest pair's discounted rate.</summary>
    public Exact DearestFee => _notional * new Exact(_fees.Select(fee => fee.Discounted.Taker.RateUnits).DefaultIfEmpty().Max(), 8);

    /// <summary>What the source says by now; a pair that it does not know any more stays as it was.</summary>
    public void Learn(IFeeSource source)
    {
        for (var i = 0; i < _fees.Count; i++)
        {
            var (traded, ordinary) = (_fees[i].Traded, _fees[i].Ordinary);
            if (source.Of(traded.Instrument) is { } fees && fees != ordinary)
                _fees[i] = new PairFees(traded, fees, Discount);
        }
    }

    /// <summary>True where a schedule changed. A pair whose quote asset the venue does not trade its own asset for has no rate, and no discount (lesson L29).</summary>
    /// <param name="counts">The discount may be counted on.</param>
    /// <param name="allowance">As it stands; null for none.</param>
    /// <param name="isFree">Enough of it is left.</param>
    public bool Apply(bool counts, FeeAllowance? allowance, bool isFree)
    {
        var changed = false;
        (Counts, Allowance, IsFree) = (counts, allowance, isFree);
        foreach (var pair in _fees)
        {
            var wanted = counts && pair.Traded.FeeMarket is { Book.IsUsable: true } ? pair.Discounted : pair.Ordinary;
            if (isFree)
                wanted = pair.Free;
            if (ReferenceEquals(pair.Traded.Instrument.Fees, wanted))
                continue;
            pair.Traded.ChangeFees(wanted);
            changed = true;
        }

        return changed;
    }

    private sealed class PairFees(TradedInstrument traded, FeeSchedule ordinary, FeeDiscount? discount)
    {
        public TradedInstrument Traded { get; } = traded;

        public FeeSchedule Ordinary { get; } = ordinary;

        public FeeSchedule Discounted { get; } = discount is null
            ? ordinary
            : ordinary with { Taker = Less(ordinary.Taker, discount), Maker = Less(ordinary.Maker, discount), PaidIn = FeeAsset.Other, OtherAsset = discount.Asset, Ordinary = ordinary };

        public FeeSchedule Free { get; } = ordinary with { Taker = default, Maker = default };

        private static Bps Less(Bps rate, FeeDiscount discount) => Bps.FromRateUnits(rate.RateUnits - (rate.RateUnits * discount.Off.RateUnits / Bps.OneInRateUnits));
    }
}
