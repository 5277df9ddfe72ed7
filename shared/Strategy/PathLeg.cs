using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>
/// One leg of a cycle as arithmetic sees it: a ladder, the instrument's steps and minimums at the ladder's scale, and the fee.
/// Amounts between legs are counted in 10^-26, fine enough that price × quantity × fee is exact for every instrument whose
/// price and quantity have up to eighteen decimals together.
/// </summary>
public sealed class PathLeg
{
    /// <summary>Decimals of amounts between legs.</summary>
    public const int AmountDecimals = 26;

    private const int FeeDecimals = 8;

    private long _tick;
    private long _lot;
    private long _minQuantity;
    private Int128 _minNotional;
    private long _feeRate;
    private long _lotAt = -1;

    public PathLeg(Instrument instrument, Side side)
    {
        Instrument = instrument;
        Side = side;
    }

    public Instrument Instrument { get; private set; }

    public Side Side { get; }

    /// <summary>Bids for a sell, asks for a buy.</summary>
    public Ladder Ladder { get; } = new();

    /// <summary>What the wallet holds of the asset that this leg spends; null where the leg before it yields it.</summary>
    public Int128? Balance { get; set; }

    public Asset Spends => Side == Side.Buy ? Instrument.Symbol.Quote : Instrument.Symbol.Base;

    public Asset Receives => Side == Side.Buy ? Instrument.Symbol.Base : Instrument.Symbol.Quote;

    /// <summary>The asset that the fee is taken in.</summary>
    public Asset FeeAsset => Instrument.Fees switch
    {
        { PaidIn: Markets.FeeAsset.Quote } => Instrument.Symbol.Quote,
        { PaidIn: Markets.FeeAsset.Other, OtherAsset: { } other } => other,
        _ => Receives,
    };

    /// <summary>Where the fee is paid in another asset: what the venue turns the quote asset into it by. Null where not known.</summary>
    public Conversion? QuoteToFee { get; set; }

    /// <summary>And what that asset costs to get, at its proven ask. Null where not known.</summary>
    public Conversion? FeeAsk { get; set; }

    /// <summary>What turns the money that the ask is quoted in into the cycle's start asset.</summary>
    public Conversion FeeToStart { get; set; } = Conversion.None;

    /// <summary>It pays its fee beside the trade, and no rate says what that costs: no rate, no trade (lesson L29).</summary>
    public bool LacksFeeRate => PaysBeside && Instrument.Fees.Taker.RateUnits != 0 && (QuoteToFee is null || FeeAsk is null);

    public long Lot => _lot;

    public long Tick => _tick;

    public long MinQuantity => _minQuantity;

    public Int128 MinNotional => _minNotional;

    private bool PaysBeside => Instrument.Fees.PaidIn == Markets.FeeAsset.Other;

    private bool FeeOnTop => Side == Side.Buy && Instrument.Fees.PaidIn == Markets.FeeAsset.Quote;

    /// <summary>The instrument as it is now: what the account pays there can change.</summary>
    public void Take(Instrument instrument)
    {
        if (ReferenceEquals(instrument, Instrument))
            return;
        Instrument = instrument;
        _lotAt = -1;
    }

    /// <summary>Brings the instrument's steps to the ladder's scale; call after the ladder was cleared.</summary>
    /// <exception cref="MoneyOverflowException">A step is finer than the ladder's scale.</exception>
    public void Prepare(Instrument instrument)
    {
        var at = (Ladder.PriceDecimals * 100L) + Ladder.QuantityDecimals;
        if (_lotAt == at && ReferenceEquals(instrument, Instrument))
            return;
        Instrument = instrument;
        _tick = instrument.Tick.IsZero ? 1 : instrument.Tick.ToUnits(Ladder.PriceDecimals);
        _lot = instrument.Lot.IsZero ? 1 : instrument.Lot.ToUnits(Ladder.QuantityDecimals);
        var minQuantity = instrument.MinQuantity.Value.At(Ladder.QuantityDecimals, Rounding.Ceiling);
        _minQuantity = minQuantity > long.MaxValue ? throw new MoneyOverflowException("The minimum quantity has no place at the book's scale.") : (long)minQuantity;
        _minNotional = instrument.MinNotional.Value.At(Ladder.NotionalDecimals, Rounding.Ceiling);
        _feeRate = PaysBeside ? 0 : instrument.Fees.Taker.RateUnits;
        _lotAt = at;
    }

    /// <summary>A quantity of the base asset in amount units.</summary>
    public Int128 BaseAmount(long quantity) => WideMath.Rescale(quantity, Ladder.QuantityDecimals, AmountDecimals, Rounding.Floor);

    /// <summary>What an order of this notional takes out of the wallet (fee on top where the account pays it so).</summary>
    public Int128 SpentFor(Int128 notional)
    {
        var rate = FeeOnTop ? Bps.OneInRateUnits + _feeRate : Bps.OneInRateUnits;
        return ToAmount(WideMath.Multiply(notional, rate), Rounding.Ceiling);
    }

    /// <summary>What this leg spends on a quantity whose notional is given.</summary>
    public Int128 Spent(long quantity, Int128 notional) => Side == Side.Buy ? SpentFor(notional) : BaseAmount(quantity);

    /// <summary>What is left of a fill after the fee, in the asset received.</summary>
    public Int128 Received(long quantity, Int128 notional)
    {
        if (FeeOnTop)
            return BaseAmount(quantity);
        var kept = Bps.OneInRateUnits - _feeRate;
        return Side == Side.Sell
            ? ToAmount(WideMath.Multiply(notional, kept), Rounding.Floor)
            : WideMath.Rescale(WideMath.Multiply(quantity, kept), Ladder.QuantityDecimals + FeeDecimals, AmountDecimals, Rounding.Floor);
    }

    /// <summary>The fee of a fill, in <see cref="FeeAsset"/>.</summary>
    public Int128 Fee(long quantity, Int128 notional)
    {
        if (PaysBeside)
            return QuoteToFee is { } rate ? Up(rate, ToAmount(WideMath.Multiply(notional, Instrument.Fees.Taker.RateUnits), Rounding.Ceiling)) : 0;
        if (FeeOnTop)
            return SpentFor(notional) - NotionalAmount(notional);
        return (Side == Side.Sell ? NotionalAmount(notional) : BaseAmount(quantity)) - Received(quantity, notional);
    }

    /// <summary>What a fee that is paid beside the trade costs, in the cycle's start asset; zero where it is taken out of the trade.</summary>
    public Int128 Charge(long quantity, Int128 notional)
    {
        if (!PaysBeside || FeeAsk is not { } ask)
            return 0;
        var charge = Up(ask, Fee(quantity, notional));
        return FeeToStart.IsNone ? charge : Up(FeeToStart, charge);
    }

    /// <summary>The largest quantity, not yet on the lot, that this much of the spent asset pays for.</summary>
    public long Affordable(Int128 available)
    {
        if (available <= 0)
            return 0;
        if (Side == Side.Sell)
        {
            var quantity = WideMath.Rescale(available, AmountDecimals, Ladder.QuantityDecimals, Rounding.Floor);
            return quantity > long.MaxValue ? long.MaxValue : (long)quantity;
        }

        if (FeeOnTop)
            available = WideMath.MultiplyDivide(available, Bps.OneInRateUnits, Bps.OneInRateUnits + _feeRate);
        return Ladder.QuantityFor(WideMath.Rescale(available, AmountDecimals, Ladder.NotionalDecimals, Rounding.Floor));
    }

    /// <summary>
    /// The base amount that an amount of the spent asset comes to without lots, at most <paramref name="most"/>, rounded up or
    /// down; the level says whose price the last unit before it (up) or the next one after it (down) has; -1 where there is none.
    /// </summary>
    internal Int128 RelaxedBase(Int128 available, Int128 most, bool up, out int level)
    {
        level = -1;
        if (Side == Side.Sell)
        {
            if (up ? available > most : available >= most)
                return most;
            var units = WideMath.Rescale(available, AmountDecimals, Ladder.QuantityDecimals, up ? Rounding.Ceiling : Rounding.Floor);
            level = Ladder.LevelOf((long)Int128.Max(1, up ? units : units + 1));
            return available;
        }

        if (FeeOnTop)
            available = WideMath.MultiplyDivide(available, Bps.OneInRateUnits, Bps.OneInRateUnits + _feeRate) + (up ? 1 : 0);
        var notional = WideMath.Rescale(available, AmountDecimals, Ladder.NotionalDecimals, up ? Rounding.Ceiling : Rounding.Floor);
        var reached = Ladder.LevelFor(up ? Int128.Max(0, notional - 1) : notional);
        if (reached == Ladder.Count)
            return most;
        var (depth, paid) = reached == 0 ? (0, 0) : (Ladder.Depth(reached - 1), Ladder.Notional(reached - 1));
        var rest = Int128.Max(0, available - WideMath.Rescale(paid, Ladder.NotionalDecimals, AmountDecimals, up ? Rounding.Floor : Rounding.Ceiling));
        var amount = WideMath.Add(
            WideMath.Rescale(depth, Ladder.QuantityDecimals, AmountDecimals, Rounding.Floor),
            WideMath.MultiplyDivide(rest, PowersOfTen.Long(Ladder.PriceDecimals), Ladder.Price(reached)) + (up ? 1 : 0));
        if (up ? amount > most : amount >= most)
            return most;
        level = reached;
        return amount;
    }

    /// <summary>What is left after the fee of a base amount traded without lots, rounded up or down.</summary>
    internal Int128 RelaxedReceived(Int128 baseAmount, bool up)
    {
        var one = up ? 1 : 0;
        var gross = baseAmount;
        if (Side == Side.Sell && baseAmount > 0)
        {
            var units = WideMath.Rescale(baseAmount, AmountDecimals, Ladder.QuantityDecimals, Rounding.Ceiling);
            var level = Ladder.LevelOf((long)units);
            var (depth, paid) = level == 0 ? (0, 0) : (Ladder.Depth(level - 1), Ladder.Notional(level - 1));
            var rest = baseAmount - WideMath.Rescale(depth, Ladder.QuantityDecimals, AmountDecimals, Rounding.Floor);
            gross = WideMath.Add(
                WideMath.Rescale(paid, Ladder.NotionalDecimals, AmountDecimals, up ? Rounding.Ceiling : Rounding.Floor),
                WideMath.MultiplyDivide(rest, Ladder.Price(level), PowersOfTen.Long(Ladder.PriceDecimals)) + one);
        }

        return FeeOnTop || _feeRate == 0 ? gross : WideMath.MultiplyDivide(gross, Bps.OneInRateUnits - _feeRate, Bps.OneInRateUnits) + one;
    }

    /// <summary>A slope in fixed point, led through this leg at a level's price: rounded down where it must not be too much, else up.</summary>
    internal Int128 SlopeAt(Int128 slope, int level, bool down)
    {
        var one = down ? 0 : 1;
        var (price, unit) = (Ladder.Price(level), PowersOfTen.Long(Ladder.PriceDecimals));
        slope = (Side == Side.Sell ? WideMath.MultiplyDivide(slope, price, unit) : WideMath.MultiplyDivide(slope, unit, price)) + one;
        return _feeRate == 0 ? slope
            : FeeOnTop ? WideMath.MultiplyDivide(slope, Bps.OneInRateUnits, Bps.OneInRateUnits + _feeRate) + one
            : WideMath.MultiplyDivide(slope, Bps.OneInRateUnits - _feeRate, Bps.OneInRateUnits) + one;
    }

    /// <summary>A price on the tick: for a buy not under, for a sell not over the level that has to be reached.</summary>
    public long ReachingTick(long price)
    {
        var below = price - (price % _tick);
        return Side == Side.Sell || below == price ? below : below + _tick;
    }

    /// <summary>
    /// What has to come in, in 10^-8 and rounded down, for this much to be left after the fee; one that is paid beside the trade
    /// counts only where it is asked for, because it takes nothing out of what comes in.
    /// </summary>
    public Int128 WithFee(Int128 ratio, bool andBeside = false)
    {
        if (PaysBeside && !andBeside)
            return ratio;
        var rate = Instrument.Fees.Taker.RateUnits;
        return FeeOnTop
            ? ratio * (Bps.OneInRateUnits + rate) / Bps.OneInRateUnits
            : ratio * Bps.OneInRateUnits / (Bps.OneInRateUnits - rate);
    }

    /// <summary>Rounded up; where it is exact already, one 10^-26 more.</summary>
    private static Int128 Up(Conversion rate, Int128 amount) => amount == 0 ? 0 : WideMath.MultiplyDivide(amount, rate.Multiplier, rate.Divisor) + 1;

    private Int128 NotionalAmount(Int128 notional) => WideMath.Rescale(notional, Ladder.NotionalDecimals, AmountDecimals, Rounding.Floor);

    private Int128 ToAmount(Int128 notionalTimesRate, Rounding rounding)
        => WideMath.Rescale(notionalTimesRate, Ladder.NotionalDecimals + FeeDecimals, AmountDecimals, rounding);
}
