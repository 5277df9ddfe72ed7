using System.Numerics;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>One cycle from one start: every size on the first leg's lot grid, tried one after the other.</summary>
internal sealed class OraclePath(JudgedCase file, string kind, IReadOnlyList<OracleLeg> legs)
{
    public string Kind { get; } = kind;

    public IReadOnlyList<OracleLeg> Legs { get; } = legs;

    public string Start => Legs[0].Spends;

    /// <summary>Recognises the same path whatever leg it is begun with.</summary>
    public string Key
    {
        get
        {
            var names = Legs.Select(leg => $"{leg.Instrument.Venue} {leg.Instrument.Symbol} {(leg.Buys ? "buy" : "sell")}");
            return string.Join(" | ", Kind == "cross" ? names : names.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Numerator and denominator of what turns the last asset into the first; null where no rate is stated.</summary>
    public (BigInteger Over, BigInteger Under)? Rate => RateBetween(Legs[^1].Receives, Start);

    public bool IsStale => Legs.Any(leg => leg.Instrument.AgeMs > file.MaxAgeMs);

    /// <summary>More at the end than at the beginning, at the best prices, fees left out; without a rate, as if at par.</summary>
    public bool IsProfitableBeforeFees
    {
        get
        {
            var (over, under) = Rate ?? (1, 1);
            foreach (var leg in Legs)
            {
                if (leg.Instrument.Bids.Length == 0 && !leg.Buys || leg.Instrument.Asks.Length == 0 && leg.Buys)
                    return false;
                (over, under) = leg.Buys ? (over * Fixed.One, under * leg.Top!.Value) : (over * leg.Top!.Value, under * Fixed.One);
            }

            return over > under;
        }
    }

    /// <summary>The most that a cycle may spend, in the start asset; null where no dollar price of it is known.</summary>
    public BigInteger? MaxCost
    {
        get
        {
            var notional = Fixed.Of(file.Notional);
            if (JudgedCase.Dollars.Contains(Start))
                return notional;
            var priced = file.Instruments.FirstOrDefault(i => i.Base == Start && JudgedCase.Dollars.Contains(i.Quote) && i.Bids.Length > 0);
            return priced is null ? null : Fixed.Floor(notional * Fixed.One / Fixed.Of(priced.Bids[0].Price), Fixed.AmountUnit);
        }
    }

    /// <summary>The size that earns most, the cheaper of two that earn the same; null where no size keeps every rule.</summary>
    public OracleSize? Best()
    {
        if (Rate is not { } rate || MaxCost is not { } maxCost)
            return null;
        OracleSize? best = null;
        var first = Legs[0];
        for (var quantity = first.Lot; quantity <= first.Lot * first.LotsOfDepth; quantity += first.Lot)
        {
            var cost = first.Spent(quantity);
            if (cost > maxCost || !IsPayable(first, quantity))
                break;
            if (SizeAt(quantity, cost, rate) is { } size && (best is null || size.Net > best.Net))
                best = size;
        }

        return best;
    }

    private static bool IsPayable(OracleLeg leg, BigInteger quantity)
    {
        var atWorst = leg.Buys ? leg.WithFeeOnTop(Fixed.Times(leg.WorstOnTick(quantity), quantity)) : quantity;
        return leg.Balance is not { } balance || atWorst <= balance;
    }

    private OracleSize? SizeAt(BigInteger quantity, BigInteger cost, (BigInteger Over, BigInteger Under) rate)
    {
        var quantities = new BigInteger[Legs.Count];
        BigInteger available = 0;
        BigInteger charges = 0;
        for (var i = 0; i < Legs.Count; i++)
        {
            var leg = Legs[i];
            if (i > 0)
                quantity = leg.LargestFor(leg.Balance is { } balance ? BigInteger.Min(balance, available) : available);
            if (!leg.KeepsDepthRules(quantity) || !leg.KeepsMinimums(quantity))
                return null;
            quantities[i] = quantity;
            available = leg.Received(quantity);
            if (leg.Instrument is not { FeeIn: not null, TakerBps: > 0 })
                continue;
            if (FeeRates(leg) is not { } fee)
                return null;
            charges += leg.Charge(quantity, fee.Bid, fee.Ask, fee.ToStart);
        }

        return new OracleSize(quantities, cost, Fixed.Floor(available * rate.Over / rate.Under, Fixed.AmountUnit), charges);
    }

    /// <summary>What a fee beside a leg is reckoned by; null where the venue has no such market, or it has no price.</summary>
    private (BigInteger Bid, BigInteger Ask, (BigInteger, BigInteger)? ToStart)? FeeRates(OracleLeg leg)
    {
        JudgedInstrument? Market(OracleLeg of) => file.Instruments.FirstOrDefault(i => i.Venue == of.Instrument.Venue && i.Base == of.Instrument.FeeIn && i.Quote == of.Instrument.Quote);
        if (Market(leg) is not { Bids.Length: > 0 } own)
            return null;
        var bid = Fixed.Of(own.Bids[0].Price);
        if (Legs.Where(other => other.Instrument.Venue == leg.Instrument.Venue).Select(Market).FirstOrDefault(market => market?.Quote == Start) is { } direct)
            return direct.Asks.Length > 0 ? (bid, Fixed.Of(direct.Asks[0].Price), null) : null;
        if (own.Asks.Length == 0 || own.Quote != Legs[^1].Receives || own.Quote == Start || Kind != "cross" || Rate is not { } rate)
            return null;
        return (bid, Fixed.Of(own.Asks[0].Price), rate);
    }

    private (BigInteger, BigInteger)? RateBetween(string from, string to)
    {
        if (from == to)
            return (1, 1);
        if (file.Rates is { } rates)
            return rates.TryGetValue((from, to), out var rate) ? (Fixed.Of(rate.Over), Fixed.Of(rate.Under)) : null;
        if (Direct(from, to) is { } direct)
            return direct;
        foreach (var between in JudgedCase.Dollars)
        {
            if (Direct(from, between) is { } first && Direct(between, to) is { } second)
                return (first.Item1 * second.Item1, first.Item2 * second.Item2);
        }

        return null;
    }

    private (BigInteger, BigInteger)? Direct(string from, string to)
    {
        if (file.Basis.TryGetValue((from, to), out var price))
            return (Fixed.Of(price), Fixed.One);
        return file.Basis.TryGetValue((to, from), out price) ? (Fixed.One, Fixed.Of(price)) : null;
    }
}
