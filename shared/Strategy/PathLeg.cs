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
    public Asset FeeAsset => Instrument.Fees.PaidIn == Markets.FeeAsset.Quote ? Instrument.Symbol.Quote : Receives;

    public long Lot => _lot;

    public long Tick => _tick;

    public long MinQuantity => _minQuantity;

    public Int128 MinNotional => _minNotional;

    private bool FeeOnTop => Side == Side.Buy && Instrument.Fees.PaidIn == Markets.FeeAsset.Quote;

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
        _feeRate = instrument.Fees.Taker.RateUnits;
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
        if (FeeOnTop)
            return SpentFor(notional) - NotionalAmount(notional);
        return (Side == Side.Sell ? NotionalAmount(notional) : BaseAmount(quantity)) - Received(quantity, notional);
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

    /// <summary>A price on the tick: for a buy not under, for a sell not over the level that has to be reached.</summary>
    public long ReachingTick(long price)
    {
        var below = price - (price % _tick);
        return Side == Side.Sell || below == price ? below : below + _tick;
    }

    /// <summary>What has to come in, in 10^-8 and rounded down, for this much to be left after the fee.</summary>
    public Int128 WithFee(Int128 ratio)
    {
        var rate = Instrument.Fees.Taker.RateUnits;
        return FeeOnTop
            ? ratio * (Bps.OneInRateUnits + rate) / Bps.OneInRateUnits
            : ratio * Bps.OneInRateUnits / (Bps.OneInRateUnits - rate);
    }

    private Int128 NotionalAmount(Int128 notional) => WideMath.Rescale(notional, Ladder.NotionalDecimals, AmountDecimals, Rounding.Floor);

    private Int128 ToAmount(Int128 notionalTimesRate, Rounding rounding)
        => WideMath.Rescale(notionalTimesRate, Ladder.NotionalDecimals + FeeDecimals, AmountDecimals, rounding);
}
