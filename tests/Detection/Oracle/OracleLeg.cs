using System.Numerics;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>One leg as the oracle sees it: levels with their sums, and what is allowed on them, each rule written out.</summary>
internal sealed class OracleLeg
{
    private readonly BigInteger[] _prices;
    private readonly BigInteger[] _depth;
    private readonly BigInteger[] _notional;
    private readonly BigInteger _rate;

    /// <summary>What is taken out of the trade itself.</summary>
    private readonly BigInteger _fee;

    public OracleLeg(JudgedInstrument instrument, bool buys)
    {
        Instrument = instrument;
        Buys = buys;
        var levels = buys ? instrument.Asks : instrument.Bids;
        _prices = [.. levels.Select(level => Fixed.Of(level.Price))];
        _depth = new BigInteger[levels.Length];
        _notional = new BigInteger[levels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            _depth[i] = (i == 0 ? 0 : _depth[i - 1]) + Fixed.Of(levels[i].Quantity);
            _notional[i] = (i == 0 ? 0 : _notional[i - 1]) + Fixed.Times(_prices[i], Fixed.Of(levels[i].Quantity));
        }

        Lot = Fixed.Of(instrument.Lot);
        Tick = Fixed.Of(instrument.Tick);
        _rate = Fixed.Of(instrument.TakerBps / 10_000m);
        _fee = instrument.FeeIn is null ? _rate : BigInteger.Zero;
    }

    public JudgedInstrument Instrument { get; }

    public bool Buys { get; }

    public BigInteger Lot { get; }

    public BigInteger Tick { get; }

    public string Spends => Buys ? Instrument.Quote : Instrument.Base;

    public string Receives => Buys ? Instrument.Base : Instrument.Quote;

    public BigInteger? Top => _prices.Length == 0 ? null : _prices[0];

    /// <summary>How much of the asset spent the wallet has, where that is asked.</summary>
    public BigInteger? Balance { get; set; }

    private bool FeeOnTop => Buys && Instrument.FeeInQuote && Instrument.FeeIn is null;

    public int LevelOf(BigInteger quantity) => Array.FindIndex(_depth, depth => depth >= quantity);

    public BigInteger NotionalOf(BigInteger quantity)
    {
        var level = LevelOf(quantity);
        return level == 0
            ? Fixed.Times(_prices[0], quantity)
            : _notional[level - 1] + Fixed.Times(_prices[level], quantity - _depth[level - 1]);
    }

    /// <summary>Nine tenths of the depth down to the level reached, five times under the five best, 8 bps from the average.</summary>
    public bool KeepsDepthRules(BigInteger quantity)
    {
        if (quantity.Sign <= 0 || _depth.Length == 0 || quantity > _depth[^1])
            return false;
        var level = LevelOf(quantity);
        var notional = NotionalOf(quantity);
        return quantity * 10 <= _depth[level] * 9
            && quantity * 5 < _depth[Math.Min(5, _depth.Length) - 1]
            && BigInteger.Abs(Fixed.Times(_prices[level], quantity) - notional) * 10_000 <= notional * 8;
    }

    public bool KeepsMinimums(BigInteger quantity)
        => quantity >= Fixed.Of(Instrument.MinQuantity) && NotionalOf(quantity) >= Fixed.Of(Instrument.MinNotional);

    /// <summary>
    /// A fee beside the trade, at the bid of what it is paid in, and that at its ask in the start asset: each step to the next
    /// 10^-26 above.
    /// </summary>
    public BigInteger Charge(BigInteger quantity, BigInteger bid, BigInteger ask, (BigInteger Over, BigInteger Under)? toStart)
    {
        var inQuote = Fixed.Ceiling(Fixed.Times(NotionalOf(quantity), _rate), Fixed.AmountUnit);
        if (inQuote.IsZero)
            return 0;
        var paid = Fixed.Floor(inQuote * Fixed.One / bid, Fixed.AmountUnit) + Fixed.AmountUnit;
        var charge = Fixed.Floor(paid * ask / Fixed.One, Fixed.AmountUnit) + Fixed.AmountUnit;
        return toStart is { } rate && rate.Over != rate.Under ? Fixed.Floor(charge * rate.Over / rate.Under, Fixed.AmountUnit) + Fixed.AmountUnit : charge;
    }

    public BigInteger Spent(BigInteger quantity)
        => Buys ? WithFeeOnTop(NotionalOf(quantity)) : quantity;

    public BigInteger WithFeeOnTop(BigInteger notional)
        => Fixed.Ceiling(FeeOnTop ? notional + Fixed.Times(notional, _fee) : notional, Fixed.AmountUnit);

    public BigInteger Received(BigInteger quantity) => ReceivedFor(quantity, NotionalOf(quantity));

    public BigInteger ReceivedFor(BigInteger quantity, BigInteger notional)
    {
        var gross = Buys ? quantity : notional;
        return Fixed.Floor(FeeOnTop ? gross : gross - Fixed.Times(gross, _fee), Fixed.AmountUnit);
    }

    /// <summary>What a sale at one price leaves, to the last of sixty digits.</summary>
    public BigInteger ReceivedAt(BigInteger price, BigInteger quantity)
        => price * quantity / Fixed.One * (Fixed.One - _fee) / Fixed.One;

    /// <summary>The worst price that a quantity reaches, on the tick: what its order has to be ready to pay, or to take.</summary>
    public BigInteger WorstOnTick(BigInteger quantity)
    {
        var worst = _prices[LevelOf(quantity)];
        return Buys ? Fixed.Ceiling(worst, Tick) : Fixed.Floor(worst, Tick);
    }

    /// <summary>
    /// The largest quantity that keeps the depth rules and spends no more than this; zero for none. Inside one level a larger
    /// quantity has an average nearer to the level's price, so the largest of each level is the only one worth asking about.
    /// </summary>
    public BigInteger LargestFor(BigInteger available)
    {
        for (var level = _depth.Length - 1; level >= 0; level--)
        {
            var least = level == 0 ? 0 : _depth[level - 1];
            var paid = level == 0 ? 0 : _notional[level - 1];
            var top = (_depth[Math.Min(5, _depth.Length) - 1] - 1) / 5;
            var quantity = BigInteger.Min(BigInteger.Min(_depth[level], _depth[level] * 9 / 10), top);
            if (!Buys)
                quantity = BigInteger.Min(quantity, available);
            else if (available * Fixed.One < paid * (Fixed.One + (FeeOnTop ? _fee : 0)))
                continue;
            else
                quantity = BigInteger.Min(quantity, least + (((available * Fixed.One * Fixed.One / (Fixed.One + (FeeOnTop ? _fee : 0))) - (paid * Fixed.One)) / _prices[level]));
            quantity = Fixed.Floor(quantity, Lot);
            if (quantity > least && KeepsDepthRules(quantity))
                return quantity;
        }

        return 0;
    }

    /// <summary>The same by trying every lot, for books small enough.</summary>
    public BigInteger LargestForByTrying(BigInteger available)
    {
        if (_depth.Length == 0)
            return 0;
        for (var quantity = Fixed.Floor(_depth[^1], Lot); quantity.Sign > 0; quantity -= Lot)
        {
            if (KeepsDepthRules(quantity) && Spent(quantity) <= available)
                return quantity;
        }

        return 0;
    }

    public long LotsOfDepth => _depth.Length == 0 ? 0 : (long)BigInteger.Min(_depth[^1] / Lot, long.MaxValue);
}
