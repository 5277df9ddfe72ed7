using System.Numerics;
using Arbit.EdgeRunner.Books;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>
/// Looks at one path: first whether the top of its books is profitable before fees (whole numbers, no division), then whether
/// the fees leave the threshold reachable, then, rarely, the exact size and its figures.
/// </summary>
public sealed class Detector(DetectionSettings settings, IWallet wallet, IRates rates, ITradeGate gate, ISizeCap? cap = null)
{
    /// <summary>
    /// Levels a side that are priced at most. A size under the top five's multiple never reaches past the five best; the others
    /// only serve to say what would be possible without that rule, for which a case file is worth more trouble than live.
    /// </summary>
    private const int LiveLevels = 32;

    private const int CaseLevels = 512;

    public DetectionSettings Settings { get; } = settings;

    public PathJudge Judge { get; } = new();

    /// <summary>Paths looked at.</summary>
    public long Looked { get; private set; }

    /// <summary>Paths sized.</summary>
    public long Judged { get; private set; }

    public Verdict Look(CyclePath path, long now)
    {
        Looked++;
        var ratio = GrossRatio(path);
        if (ratio <= Bps.OneInRateUnits)
            return default;
        if (Settings.MaxSpread(path.Kind) is { RateUnits: > 0 } most && ratio - Bps.OneInRateUnits > most.RateUnits)
            return new Verdict(true, RefusalReason.ImplausibleSpread, false, 0, ratio);

        // What the fees alone rule out is no opportunity, however old the quotes are.
        if (ratio < path.RequiredRatio && !Settings.JudgesAll)
            return new Verdict(true, RefusalReason.BelowThreshold, false, 0, ratio);
        var reason = Readiness(path, now);
        if (reason != RefusalReason.None)
            return Settings.JudgesAll ? Size(path, ratio, reason) : new Verdict(true, reason, false, 0, ratio);
        if (path.Stance.Verdict == MarketVerdict.Stop)
            return new Verdict(true, RefusalReason.MarketStop, false, 0, ratio);
        reason = gate.Check(path, now);
        return reason != RefusalReason.None ? new Verdict(true, reason, false, 0, ratio) : Size(path, ratio, RefusalReason.None);
    }

    /// <summary>Prepares a path's legs for its settings; call once, and when fees change. Its markets are taken as unknown.</summary>
    public void Admit(CyclePath path)
    {
        Follow(path, MarketStance.Unknown);
        var (from, to) = (path.Legs[^1].Receives, path.Legs[0].Spends);
        path.Conversion = path.Kind == PathKind.Cross && from != to ? rates.Between(from, to) : null;
    }

    /// <summary>What the markets of a path's assets say has changed.</summary>
    public void Follow(CyclePath path, MarketStance stance) => path.Require(Settings, stance);

    /// <summary>
    /// Proceeds over cost at the best prices, fees left out, in 10^-8; rounded up where it is over one, so that nothing is refused
    /// for a rounding. 0 where a book has no top, is not usable, or no rate is known.
    /// </summary>
    private long GrossRatio(CyclePath path)
    {
        // What selling yields, and what buying costs, each as a product of whole numbers at a common scale.
        UInt128 yields = 1;
        UInt128 costs = 1;
        var scale = 0;
        for (var i = 0; i < path.Legs.Length; i++)
        {
            var book = path.Instruments[i].Book;
            if (!book.IsUsable && !Settings.JudgesAll)
                return 0;
            var selling = path.Legs[i].Side == Side.Sell;
            var price = selling ? book.BidPrice : book.AskPrice;
            if (price <= 0)
                return 0;
            if (selling)
            {
                yields = Times(yields, price);
                scale -= book.PriceDecimals;
            }
            else
            {
                costs = Times(costs, price);
                scale += book.PriceDecimals;
            }
        }

        if (path.Conversion is { } cell)
        {
            // Without a rate nothing is traded; where all are judged, what would pay at par is shown with that reason.
            if (cell.Current is { } conversion)
            {
                yields = Times(yields, conversion.Multiplier);
                costs = Times(costs, conversion.Divisor);
            }
            else if (!Settings.JudgesAll)
            {
                return 0;
            }
        }

        for (var left = scale; left > 0; left -= PowersOfTen.MaxLong)
            yields = Times(yields, PowersOfTen.Long(Math.Min(left, PowersOfTen.MaxLong)));
        for (var left = -scale; left > 0; left -= PowersOfTen.MaxLong)
            costs = Times(costs, PowersOfTen.Long(Math.Min(left, PowersOfTen.MaxLong)));
        if (yields == UInt128.MaxValue || costs == UInt128.MaxValue)
            return WideRatio(path);
        return yields <= costs || costs == 0 ? 0 : Ratio(yields, costs);
    }

    /// <summary>A product; past 128 bits it stays at the largest number, and the path is looked at in wider numbers.</summary>
    private static UInt128 Times(UInt128 a, long b)
    {
        if (a <= ulong.MaxValue)
        {
            var high = Math.BigMul((ulong)a, (ulong)b, out var low);
            return new UInt128(high, low);
        }

        return b != 0 && a > UInt128.MaxValue / (ulong)b ? UInt128.MaxValue : a * (ulong)b;
    }

    /// <summary>The same for prices of more digits than 128 bits multiply: no venue's usual ones, so it may allocate.</summary>
    private static long WideRatio(CyclePath path)
    {
        BigInteger yields = path.Conversion?.Current?.Multiplier ?? 1;
        BigInteger costs = path.Conversion?.Current?.Divisor ?? 1;
        for (var i = 0; i < path.Legs.Length; i++)
        {
            var book = path.Instruments[i].Book;
            var unit = BigInteger.Pow(10, book.PriceDecimals);
            (yields, costs) = path.Legs[i].Side == Side.Sell ? (yields * book.BidPrice, costs * unit) : (yields * unit, costs * book.AskPrice);
        }

        if (yields <= costs)
            return 0;
        var ratio = (yields * Bps.OneInRateUnits / costs) + 1;
        return ratio > long.MaxValue ? long.MaxValue : (long)ratio;
    }

    private static long Ratio(UInt128 yields, UInt128 costs)
    {
        while (yields > UInt128.MaxValue / (ulong)Bps.OneInRateUnits)
        {
            yields = (yields >> 8) + 1;
            costs >>= 8;
        }

        if (costs == 0)
            return long.MaxValue;
        var ratio = (yields * (ulong)Bps.OneInRateUnits / costs) + 1;
        return ratio > long.MaxValue ? long.MaxValue : (long)ratio;
    }

    private RefusalReason Readiness(CyclePath path, long now)
    {
        foreach (var instrument in path.Instruments)
        {
            if (!instrument.Book.IsUsable)
                return RefusalReason.BookNotProven;
            if (now - instrument.LastDataAt > Settings.MaxAgeNanoseconds)
                return RefusalReason.StaleQuote;
        }

        return RefusalReason.None;
    }

    private Verdict Size(CyclePath path, long ratio, RefusalReason already)
    {
        Judged++;
        var start = RichestStart(path);
        var legs = path.From(start);
        for (var i = 0; i < legs.Length; i++)
        {
            if (!TryFill(legs[i], path.InstrumentOf(start, i)))
                return new Verdict(true, already != RefusalReason.None ? already : RefusalReason.NumberRange, false, start, ratio);
            legs[i].Balance = i == 0 || path.Kind == PathKind.Cross
                ? AmountUnits(wallet.Free(legs[i].Instrument.Venue, legs[i].Spends))
                : null;
        }

        PriceFees(path, start, legs);
        var binding = RefusalReason.SizeCapTooSmall;
        var most = cap is null ? Settings.Notional : cap.Cap(path, Settings.Notional, out binding);
        var terms = new PathTerms(path.Conversion is { } cell ? cell.Current : Conversion.None, MaxCost(legs[0].Spends, most), path.Threshold, path.Rules, Shifts(path) ? Settings.RebalanceCost : default);
        var judged = Judge.Judge(legs, in terms);
        if (judged == RefusalReason.SizeCapTooSmall)
            judged = binding;
        else if (judged == RefusalReason.None && cap is not null)
            judged = cap.Check(legs, Judge.Legs);
        return new Verdict(true, already != RefusalReason.None ? already : judged, true, start, ratio);
    }

    /// <summary>
    /// A cross cycle moves stock to the venue that buys. Where that holds less of the coin than the one that sells, stock comes back
    /// toward equal shares, and no rebalance is brought nearer.
    /// </summary>
    private bool Shifts(CyclePath path)
    {
        if (path.Kind != PathKind.Cross || Settings.RebalanceCost.RateUnits == 0)
            return false;
        var (buy, sell) = (path.Legs[0], path.Legs[^1]);
        return wallet.Free(buy.Instrument.Venue, buy.Receives) >= wallet.Free(sell.Instrument.Venue, sell.Spends);
    }

    /// <summary>
    /// Fees paid beside the trade: the venue takes them by the bid of their asset, and getting it again costs its ask. In the
    /// start asset directly where the venue trades the two, over the path's own conversion where the cycle ends in another dollar.
    /// </summary>
    private static void PriceFees(CyclePath path, int start, PathLeg[] legs)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            var traded = path.InstrumentOf(start, i);
            if (traded.Instrument.Fees.PaidIn != FeeAsset.Other)
                continue;
            legs[i].QuoteToFee = traded.FeeMarket?.Book is { IsUsable: true, BidPrice: > 0 } paid ? Conversion.ByInverse(paid.PriceFrom(paid.BidPrice)) : null;
            (legs[i].FeeAsk, legs[i].FeeToStart) = FeeAsk(path, start, legs, traded);
        }
    }

    private static (Conversion? Ask, Conversion ToStart) FeeAsk(CyclePath path, int start, PathLeg[] legs, TradedInstrument traded)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            // Any leg's market will do that is on this venue and quotes the start asset.
            var market = path.InstrumentOf(start, i).FeeMarket;
            if (market?.Instrument.Symbol.Quote == legs[0].Spends && market.Instrument.Venue == traded.Instrument.Venue)
                return (AskOf(market), Conversion.None);
        }

        return traded.FeeMarket is { } own && path.Conversion?.Current is { } toStart && own.Instrument.Symbol.Quote == legs[^1].Receives
            ? (AskOf(own), toStart)
            : (null, Conversion.None);
    }

    private static Conversion? AskOf(TradedInstrument market)
        => market.Book is { IsUsable: true, AskPrice: > 0 } book ? Conversion.By(book.PriceFrom(book.AskPrice)) : null;

    private int RichestStart(CyclePath path)
    {
        var best = 0;
        if (path.Starts.Length == 1)
            return best;
        var most = Amount.Zero;
        for (var i = 0; i < path.Starts.Length; i++)
        {
            var leg = path.Legs[path.Starts[i]];
            var free = wallet.Free(leg.Instrument.Venue, leg.Spends);
            if (free > most)
                (best, most) = (i, free);
        }

        return best;
    }

    private Int128? MaxCost(Asset start, Exact most)
    {
        if (rates.InDollars(start) is not { IsZero: false } price)
            return null;
        try
        {
            return most.Divide(price.Value, PathLeg.AmountDecimals, Rounding.Floor).At(PathLeg.AmountDecimals);
        }
        catch (MoneyOverflowException)
        {
            // More of a tiny coin than is reckoned with: the cap is out of reach, so it does not bind.
            return Int128.MaxValue;
        }
    }

    /// <summary>A balance beyond what 10^-26 have a place for binds nothing: the largest number stands for it.</summary>
    private static Int128 AmountUnits(Amount free)
    {
        var finer = PowersOfTen.Wide(PathLeg.AmountDecimals - Amount.Decimals);
        return free.Units > Int128.MaxValue / finer ? Int128.MaxValue : free.Units * finer;
    }

    private bool TryFill(PathLeg leg, TradedInstrument instrument)
    {
        try
        {
            var book = instrument.Book;
            leg.Ladder.Clear(book.PriceDecimals, book.QuantityDecimals);
            if (leg.Side == Side.Buy)
                Fill(leg.Ladder, book.Asks, book.IsQuoteNewer, book.AskPrice, book.AskQuantity);
            else
                Fill(leg.Ladder, book.Bids, book.IsQuoteNewer, book.BidPrice, book.BidQuantity);
            leg.Prepare(instrument.Instrument);
            return true;
        }
        catch (MoneyOverflowException)
        {
            return false;
        }
    }

    /// <summary>The proven levels, best first; a best quote that is newer than the book stands in for whatever it outdates.</summary>
    private void Fill(Ladder ladder, BookSide side, bool overlaid, long price, long quantity)
    {
        if (overlaid)
            ladder.Add(price, quantity);
        var levels = Math.Min(side.Count, Settings.JudgesAll ? CaseLevels : LiveLevels);
        for (var i = 0; i < levels; i++)
        {
            var at = side.Price(i);
            if (!side.IsProven(at))
                return;
            if (!overlaid || (side.IsAtLeast(price, at) && at != price))
                ladder.Add(at, side.Quantity(i));
        }
    }
}
