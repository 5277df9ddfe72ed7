using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// An independent look at what there is to be earned: over the market's own books instead of the bot's, with its own arithmetic
/// and its own search for paths. It judges the bot, so it shares nothing with it but settings.
/// </summary>
internal sealed class TrueMarket
{
    private const decimal NanosPerDollar = 1_000_000_000m;

    private readonly SimulatedMarket _market;
    private readonly DetectionSettings _settings;
    private readonly decimal _notional;
    private readonly decimal _depthMultiple;
    private readonly Dictionary<(string Venue, string Symbol), TrueBook> _books = [];
    private readonly Dictionary<(string Venue, string Symbol), List<TruePath>> _paths = [];

    public TrueMarket(SimulatedMarket market, ArbitSettings settings)
    {
        _market = market;
        _settings = settings.Engine.Detection;
        _notional = _settings.Notional.ToDecimal();
        _depthMultiple = _settings.Rules.DepthMultiple.ToDecimal();
        foreach (var book in market.Books)
        {
            var fees = settings.Venues.First(venue => venue.Definition.Name == book.Instrument.Venue).FeesOf(Symbol.Parse(book.Instrument.Symbol));
            _books.Add((book.Instrument.Venue, book.Instrument.Symbol), new TrueBook(book, fees));
        }

        var dollars = settings.Dollars.Select(asset => asset.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, book) in _books)
            _paths.Add(key, [.. Pairs(book, dollars), .. Triangles(book)]);
    }

    /// <summary>Whether anything through this book pays its threshold after fees, at the most that the depth rule lets be traded.</summary>
    public bool Pays(string venue, string symbol) => _paths[(venue, symbol)].Exists(Pays);

    /// <summary>
    /// What a cycle would come to in dollars were its planned orders filled by the market's own books now, up to their limits; all
    /// that changes hands is counted at the true price.
    /// </summary>
    public decimal NetOf(CycleOpened opened)
    {
        var net = 0m;
        foreach (var leg in opened.Legs)
        {
            var book = _books[(leg.Venue.Name, leg.Symbol.ToString())];
            var (quantity, notional) = book.Take(leg.Side, leg.Quantity.Value.ToDecimal(), leg.Limit.Value.ToDecimal());
            var sign = leg.Side == Side.Buy ? 1 : -1;
            net += sign * ((quantity * Price(book.Instrument.Base)) - (notional * Price(book.Instrument.Quote)));
            net -= notional * book.Fee * Price(book.Instrument.Quote);
        }

        return net;
    }

    private bool Pays(TruePath path)
    {
        var size = _notional;
        foreach (var (book, side) in path.Legs)
            size = Math.Min(size, book.TopQuantity(side) * Price(book.Instrument.Base) / _depthMultiple);
        var ratio = 1m;
        foreach (var (book, side) in path.Legs)
        {
            var quantity = size / Price(book.Instrument.Base);
            var (filled, notional) = book.Take(side, quantity);
            if (filled < quantity || quantity < book.Instrument.MinQuantity || notional < book.Instrument.MinNotional)
                return false;
            ratio *= side == Side.Sell ? notional * (1 - book.Fee) / quantity
                : book.FeeIsReceived ? quantity * (1 - book.Fee) / notional
                : quantity / (notional * (1 + book.Fee));
        }

        // Across venues the dollars that come back may be others than those that were spent.
        if (path.Kind == PathKind.Cross)
            ratio *= Price(path.Legs[1].Book.Instrument.Quote) / Price(path.Legs[0].Book.Instrument.Quote);
        return ratio - 1 >= _settings.Threshold(path.Kind, MarketStance.Normal).RateUnits / (decimal)Bps.OneInRateUnits;
    }

    private decimal Price(string asset) => _market.NanodollarsOf(asset) / NanosPerDollar;

    private IEnumerable<TruePath> Pairs(TrueBook book, HashSet<string> dollars)
    {
        foreach (var other in _books.Values)
        {
            var (mine, others) = (book.Instrument, other.Instrument);
            if (mine.Venue == others.Venue || mine.Base != others.Base)
                continue;
            if (mine.Quote != others.Quote && !(dollars.Contains(mine.Quote) && dollars.Contains(others.Quote)))
                continue;
            yield return new TruePath(PathKind.Cross, [(book, Side.Buy), (other, Side.Sell)]);
            yield return new TruePath(PathKind.Cross, [(other, Side.Buy), (book, Side.Sell)]);
        }
    }

    /// <summary>From the base over a second book to a third asset, and over a third book back to the quote; and the other way round.</summary>
    private IEnumerable<TruePath> Triangles(TrueBook book)
    {
        var (from, to) = (book.Instrument.Quote, book.Instrument.Base);
        var inside = _books.Values.Where(other => other != book && other.Instrument.Venue == book.Instrument.Venue).ToList();
        foreach (var second in inside)
        {
            foreach (var third in inside)
            {
                if (second == third || Other(second, to) is not { } middle || middle == from || Other(third, middle) != from)
                    continue;
                yield return new TruePath(PathKind.Triangular, [(book, Side.Buy), (second, SideFrom(second, to)), (third, SideFrom(third, middle))]);
                yield return new TruePath(PathKind.Triangular, [(book, Side.Sell), (third, SideFrom(third, from)), (second, SideFrom(second, middle))]);
            }
        }
    }

    private static string? Other(TrueBook book, string asset)
        => book.Instrument.Base == asset ? book.Instrument.Quote : book.Instrument.Quote == asset ? book.Instrument.Base : null;

    private static Side SideFrom(TrueBook book, string spent) => book.Instrument.Quote == spent ? Side.Buy : Side.Sell;
}
