using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>One of the market's own books with what this account pays on it: what there was to be had, whatever the bot saw of it.</summary>
internal sealed class TrueBook(SimulatedBook book, FeeSchedule fees)
{
    private const int TopLevels = 5;

    private readonly decimal _tick = new(1, 0, 0, false, (byte)book.Instrument.PriceDecimals);
    private readonly decimal _lot = new(1, 0, 0, false, (byte)book.Instrument.QuantityDecimals);

    public SimulatedInstrument Instrument => book.Instrument;

    public decimal Fee { get; } = fees.Taker.RateUnits / (decimal)Money.Bps.OneInRateUnits;

    /// <summary>The fee of a buy is taken out of what is bought.</summary>
    public bool FeeIsReceived => fees.PaidIn == FeeAsset.Received;

    /// <summary>The quantity of the five best levels that an order would meet.</summary>
    public decimal TopQuantity(Side side)
    {
        var lots = 0L;
        foreach (var level in Met(side, TopLevels))
            lots += level.Quantity;
        return lots * _lot;
    }

    /// <summary>What an order would be filled with now, no worse than its limit.</summary>
    public (decimal Quantity, decimal Notional) Take(Side side, decimal quantity, decimal? limit = null)
    {
        var (filled, notional) = (0m, 0m);
        foreach (var level in Met(side, int.MaxValue))
        {
            var price = level.Price * _tick;
            if (filled == quantity || (limit is { } worst && (side == Side.Buy ? price > worst : price < worst)))
                break;
            var taken = Math.Min(level.Quantity * _lot, quantity - filled);
            filled += taken;
            notional += taken * price;
        }

        return (filled, notional);
    }

    private ReadOnlySpan<Level> Met(Side side, int most)
    {
        var levels = (side == Side.Buy ? book.Asks : book.Bids).Levels;
        return levels[..Math.Min(most, levels.Length)];
    }
}
