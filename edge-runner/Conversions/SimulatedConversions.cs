using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Conversions;

namespace Arbit.EdgeRunner.Conversions;

/// <summary>The pairs of a simulated venue, from the simulated market's own books: no socket, no clock.</summary>
public static class SimulatedConversions
{
    /// <summary>What the market of a seed begins with: one seed, one quote.</summary>
    public static IReadOnlyList<ConversionMarket> Of(Venue venue, FeeSchedule fees, ulong seed)
    {
        var world = new SimulatedWorld(new SimulationOptions { Seed = seed, Venues = [venue.Name] }, DateTimeOffset.UnixEpoch);
        return [.. world.Market.Books.Select(book => Of(book, venue, fees))];
    }

    private static ConversionMarket Of(SimulatedBook book, Venue venue, FeeSchedule fees)
    {
        var listed = book.Instrument;
        var instrument = new Instrument(
            venue,
            Symbol.Parse(listed.Symbol),
            listed.VenueSymbol,
            Price.FromUnits(1, listed.PriceDecimals),
            Quantity.FromUnits(1, listed.QuantityDecimals),
            new Quantity(Exact.FromDecimal(listed.MinQuantity)),
            new Notional(Exact.FromDecimal(listed.MinNotional)),
            fees);
        return new ConversionMarket(instrument, Levels(book.Bids, listed), Levels(book.Asks, listed));
    }

    private static List<(Price Price, Quantity Quantity)> Levels(LevelLadder side, SimulatedInstrument listed)
    {
        var levels = new List<(Price, Quantity)>(side.Count);
        foreach (var level in side.Levels)
            levels.Add((Price.FromUnits(level.Price, listed.PriceDecimals), Quantity.FromUnits(level.Quantity, listed.QuantityDecimals)));
        return levels;
    }
}
