using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>Books, spreads and venue health that look like a quiet market.</summary>
internal sealed class DemoMarket(Random random)
{
    private static readonly string[] VenueNames = ["binance", "kraken", "kucoin"];
    private static readonly (string Symbol, decimal Mid, int Digits)[] Listed =
    [
        ("BTC/USDT", 91_842.10m, 2), ("ETH/USDT", 3_021.44m, 2), ("ETH/BTC", 0.032911m, 6), ("SOL/USDT", 141.270m, 3), ("SHIB/USDT", 0.00000871m, 8),
    ];

    private readonly decimal[] _moves = new decimal[Listed.Length];
    private long _frames = 4_812_233;

    /// <summary>What the market's movement did to the value, in USD.</summary>
    public decimal Drift { get; private set; }

    public void Advance()
    {
        for (var i = 0; i < _moves.Length; i++)
            _moves[i] += (random.Next(-40, 41)) / 1_000_000m;
        Drift += random.Next(-60, 61) / 100m;
        _frames += random.Next(500, 900);
    }

    public IReadOnlyList<BookView> Books() =>
        [.. Listed.SelectMany((listed, i) => VenueNames.Select((venue, v) => Book(venue, v, listed, i)))];

    public IReadOnlyList<SpreadView> Spreads() =>
    [
        Spread("BTC", "kraken", "BTC/USD", "binance", "BTC/USDT", 7.4m, 36m),
        Spread("SOL", "kucoin", "SOL/USDT", "kraken", "SOL/USD", 5.1m, 36m),
        Spread("ETH", "binance", "ETH/USDT", "kucoin", "ETH/USDT", 2.2m, 20m),
        Spread("SHIB", "kucoin", "SHIB/USDT", "binance", "SHIB/USDT", -3.9m, 20m),
    ];

    public IReadOnlyList<VenueView> Venues() =>
    [
        Venue("binance", ConnectionStateView.Subscribed, 412, 0, new BookCountsView { Proven = 5, Unproven = 0, Broken = 0 }, null),
        Venue("kraken", ConnectionStateView.Subscribed, 96, 3, new BookCountsView { Proven = 4, Unproven = 0, Broken = 1 }, null),
        Venue("kucoin", ConnectionStateView.Reconnecting, 0, 1, new BookCountsView { Proven = 0, Unproven = 5, Broken = 0 },
            "The connection was closed by the venue (1006). Trying again in 4 s; its books are not traded on meanwhile."),
    ];

    private BookView Book(string venue, int v, (string Symbol, decimal Mid, int Digits) listed, int index)
    {
        var tick = 1m;
        for (var d = 0; d < listed.Digits; d++)
            tick /= 10;
        var mid = listed.Mid * (1 + _moves[index] + ((v - 1) * 0.00008m));
        var bid = Math.Round(mid - (tick * (v + 1)), listed.Digits);
        var ask = bid + (tick * (1 + v));
        var state = venue == "kucoin" ? BookStateView.Unproven : venue == "kraken" && index == 3 ? BookStateView.Broken : BookStateView.Proven;
        return new BookView
        {
            Venue = venue,
            Symbol = listed.Symbol,
            State = state,
            Reason = state switch
            {
                BookStateView.Broken => "Checksum failed; resynchronising",
                BookStateView.Unproven => "Waiting for a snapshot",
                _ => null,
            },
            Bid = bid,
            BidSize = random.Next(1, 90_000) / 10_000m,
            Ask = ask,
            AskSize = random.Next(1, 90_000) / 10_000m,
            SpreadBps = Math.Round((ask - bid) / mid * 10_000, 4),
            ProvenToBid = venue == "kraken" ? bid - (tick * 240) : null,
            ProvenToAsk = venue == "kraken" ? ask + (tick * 260) : null,
            AgeMs = random.Next(4, 900),
            Levels = venue == "kraken" ? 50 : 2_000,
        };
    }

    private SpreadView Spread(string @base, string buy, string buySymbol, string sell, string sellSymbol, decimal gross, decimal fees)
    {
        var now = gross + (random.Next(-20, 21) / 10m);
        return new SpreadView
        {
            Base = @base,
            BuyVenue = buy,
            BuySymbol = buySymbol,
            SellVenue = sell,
            SellSymbol = sellSymbol,
            GrossBps = now,
            NetBps = now - fees,
        };
    }

    private VenueView Venue(string name, ConnectionStateView state, int rate, int gaps, BookCountsView books, string? problem)
    {
        var live = state == ConnectionStateView.Subscribed;
        return new VenueView
        {
            Name = name,
            State = state,
            Subscriptions = new SubscriptionsView { Wanted = 15, Live = live ? 15 : 0 },
            FramesTotal = _frames * Math.Max(rate, 10) / 500,
            FramesPerSecond = live ? rate + random.Next(-20, 20) : 0,
            LastFrameAgeMs = live ? random.Next(1, 60) : 4_210,
            Malformed = name == "kucoin" ? [new MalformedView { Why = "truncated", Count = 2 }] : [],
            Ignored = 212,
            Gaps = gaps,
            Resyncs = gaps,
            Reconnects = live ? 0 : 1,
            Books = books,
            Latency = live ? new LatencyView { P50Us = 3.1 + random.NextDouble(), P99Us = 21 + (random.NextDouble() * 6) } : new LatencyView { P50Us = null, P99Us = null },
            Clock = live ? new ClockView { OffsetMs = -3.2, UncertaintyMs = 11.5, AgeSeconds = 20, LagP50Ms = 14.1, LagP99Ms = 61 } : null,
            QuotesConflated = 1_204,
            QueueDepth = 0,
            Problem = problem,
            Reconciliation = new ReconciliationView
            {
                State = name == "kraken" ? ReconciliationStateView.Differs : ReconciliationStateView.Agrees,
                ComparedAt = new DateTimeOffset(2026, 1, 9, 12, 30, 41, TimeSpan.Zero),
                Reports = 41,
                FillsFound = live ? 0 : 1,
                Unanswered = 0,
                Differences = name == "kraken" ? ["kraken has 0.00012 BTC less than the ledger"] : [],
            },
        };
    }
}
