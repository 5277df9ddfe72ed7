using System.Text.Json;
using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection.Cases;

/// <summary>Books, balances and rules handed over in a file, to be judged by what live uses.</summary>
public sealed class DetectionCase : IWallet, IRates, ITradeGate
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private static readonly Exact Longest = new(long.MaxValue / 2 / NanosecondsPerMillisecond, 0);

    private readonly Dictionary<(Venue, Asset), Amount> _balances = [];
    private readonly Dictionary<(Asset, Asset), Price> _basis = [];
    private readonly HashSet<Asset> _dollars = [new("USD"), new("USDT"), new("USDC")];
    private readonly List<TradedInstrument> _instruments = [];
    private readonly long _now;
    private readonly DetectionSettings _settings;

    /// <exception cref="InvalidDataException">The case is not of the form that the README describes.</exception>
    public DetectionCase(JsonElement root)
    {
        var config = root.GetProperty("config");
        var threshold = Bps.From(Required(config, "thresholdBps"));
        var maxAge = config.Exact("maxAgeMs", Longest);
        _settings = new DetectionSettings(
            threshold,
            threshold,
            Required(config, "notional"),
            Nanoseconds(maxAge),
            SizingRules.Careful,
            JudgesAll: true);
        if (root.TryGetProperty("basis", out var basis))
            ReadBasis(basis);

        // Ages are told back from a moment; any will do that leaves room for them.
        _now = long.MaxValue / 2;
        foreach (var venue in root.GetProperty("venues").EnumerateArray())
            ReadVenue(venue);
    }

    public IReadOnlyList<CandidateView> Judge()
    {
        foreach (var traded in _instruments)
            traded.FeeMarket = _instruments.Find(market => market.Instrument.Venue == traded.Instrument.Venue && market.Instrument.Symbol == new Symbol(traded.Instrument.Fees.OtherAsset ?? default, traded.Instrument.Symbol.Quote));
        var graph = new PathGraph(_instruments, _dollars);
        var detector = new Detector(_settings, this, this, this);
        var candidates = new List<CandidateView>();
        foreach (var path in graph.Paths)
        {
            detector.Admit(path);
            var verdict = detector.Look(path, _now);
            if (verdict.IsCandidate)
                candidates.Add(CandidateView.Of(path, in verdict, detector.Judge));
        }

        return candidates;
    }

    Amount IWallet.Free(Venue venue, Asset asset) => _balances.GetValueOrDefault((venue, asset));

    ConversionCell IRates.Between(Asset from, Asset to) => new() { Current = Rate(from, to) };

    private Conversion? Rate(Asset from, Asset to)
    {
        if (Direct(from, to) is { } direct)
            return direct;
        foreach (var between in _dollars.Order())
        {
            if (Direct(from, between) is { } first && Direct(between, to) is { } second)
                return Chain(first, second);
        }

        return null;
    }

    Price? IRates.InDollars(Asset asset)
    {
        if (_dollars.Contains(asset))
            return new Price(Exact.One);
        foreach (var instrument in _instruments)
        {
            var symbol = instrument.Instrument.Symbol;
            if (symbol.Base == asset && _dollars.Contains(symbol.Quote) && instrument.Book is { IsUsable: true, BidPrice: > 0 })
                return instrument.Book.PriceFrom(instrument.Book.BidPrice);
        }

        return null;
    }

    RefusalReason ITradeGate.Check(CyclePath path, long now) => RefusalReason.None;

    /// <summary>Ages and limits beyond a century and a half are all the same: for ever.</summary>
    private static long Nanoseconds(Exact milliseconds)
        => milliseconds.Sign < 0 ? throw new InvalidDataException($"an age of {milliseconds} ms")
            : milliseconds >= Longest ? long.MaxValue / 2
            : (long)(milliseconds * new Exact(NanosecondsPerMillisecond, 0)).At(0, Rounding.Floor);

    /// <summary>What has no sensible default: a threshold or a size that is not stated is a mistake, not a nought.</summary>
    private static Exact Required(JsonElement parent, string name)
        => parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? parent.Exact(name)
            : throw new InvalidDataException($"'{name}' is missing");

    private static Conversion? Chain(Conversion first, Conversion second)
    {
        try
        {
            return new Conversion(checked(first.Multiplier * second.Multiplier), checked(first.Divisor * second.Divisor));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Conversion? Direct(Asset from, Asset to)
    {
        if (_basis.TryGetValue((from, to), out var price))
            return Conversion.By(price);
        return _basis.TryGetValue((to, from), out price) ? Conversion.ByInverse(price) : null;
    }

    private void ReadBasis(JsonElement basis)
    {
        foreach (var pair in basis.EnumerateObject())
        {
            var symbol = Symbol.Parse(pair.Name);
            var price = new Price(basis.Exact(pair.Name));
            if (price.IsZero)
                throw new InvalidDataException($"the basis of {symbol} is zero");
            _basis[(symbol.Base, symbol.Quote)] = price;
            _dollars.Add(symbol.Base);
            _dollars.Add(symbol.Quote);
        }
    }

    private void ReadVenue(JsonElement element)
    {
        var venue = new Venue(element.GetProperty("venue").GetString()!);
        var fees = FeesOf(element);
        if (element.TryGetProperty("balances", out var balances))
        {
            foreach (var balance in balances.EnumerateObject())
                _balances[(venue, new Asset(balance.Name))] = Amount.From(balances.Exact(balance.Name));
        }

        var books = element.GetProperty("books").EnumerateArray().ToDictionary(book => book.GetProperty("symbol").GetString()!, StringComparer.Ordinal);
        foreach (var item in element.GetProperty("instruments").EnumerateArray())
        {
            var name = item.GetProperty("symbol").GetString()!;
            if (!books.TryGetValue(name, out var book))
                continue;
            var instrument = new Instrument(
                venue,
                Symbol.Parse(name),
                name,
                new Price(item.Exact("tick")),
                new Quantity(item.Exact("lot")),
                new Quantity(item.Exact("minQuantity")),
                new Notional(item.Exact("minNotional")),
                item.TryGetProperty("takerBps", out _) ? FeesOf(item) : fees);
            if (_instruments.Any(known => known.Instrument.Venue == venue && known.Instrument.Symbol == instrument.Symbol))
                throw new InvalidDataException($"{instrument} is there twice");
            AddBook(instrument, book);
        }
    }

    /// <summary>Taken from the asset received, unless the account says that it is paid in the quote asset.</summary>
    private static FeeSchedule FeesOf(JsonElement element)
    {
        var taker = Bps.From(element.Exact("takerBps", new Exact(10, 0)));
        if (taker.RateUnits is < 0 or >= Bps.OneInRateUnits)
            throw new InvalidDataException($"a taker fee of {taker} bps");
        var paidIn = element.TryGetProperty("feeAsset", out var asset) ? asset.GetString() : null;
        return Asset.IsCode(paidIn)
            ? new FeeSchedule(taker, taker, FeeAsset.Other) { OtherAsset = new Asset(paidIn!) }
            : new FeeSchedule(taker, taker, paidIn == "quote" ? FeeAsset.Quote : FeeAsset.Received);
    }

    private void AddBook(Instrument instrument, JsonElement element)
    {
        var bids = ReadLevels(element, "bids");
        var asks = ReadLevels(element, "asks");
        var book = new OrderBook();
        var traded = new TradedInstrument(_instruments.Count, instrument, book)
        {
            LastDataAt = _now - Nanoseconds(element.Exact("ageMs")),
        };
        book.Rescale(
            bids.Concat(asks).Select(level => level.Price.Value.Decimals).Append(book.PriceDecimals).Max(),
            bids.Concat(asks).Select(level => level.Quantity.Value.Decimals).Append(book.QuantityDecimals).Max());
        var levels = new LevelBuffer();
        foreach (var (price, quantity) in bids)
            levels.Add(price.ToUnits(book.PriceDecimals), quantity.ToUnits(book.QuantityDecimals));
        levels.EndBids();
        foreach (var (price, quantity) in asks)
            levels.Add(price.ToUnits(book.PriceDecimals), quantity.ToUnits(book.QuantityDecimals));
        book.Load(levels);
        if (book.IsCrossed)
            book.Break(BookReason.Crossed);
        else
            book.Prove();
        _instruments.Add(traded);
    }

    private static List<(Price Price, Quantity Quantity)> ReadLevels(JsonElement book, string side)
    {
        var levels = new List<(Price, Quantity)>();
        foreach (var level in book.GetProperty(side).EnumerateArray())
        {
            if (level.GetArrayLength() < 2)
                throw new InvalidDataException($"a level is no [price, quantity]: {level.GetRawText()}");
            var price = new Price(DecimalOf(level[0]));
            if (price.IsZero)
                throw new InvalidDataException($"a level has no price: {level.GetRawText()}");
            levels.Add((price, new Quantity(DecimalOf(level[1]))));
        }

        return levels;
    }

    private static Exact DecimalOf(JsonElement value)
        => Exact.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
}
