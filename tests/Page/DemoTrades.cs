using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>Opportunities, cycles and the PnL that comes of them.</summary>
internal sealed class DemoTrades
{
    private static readonly (string Reason, string Sentence)[] Reasons =
    [
        ("belowThreshold", "The net gain is under the threshold that the scanner's verdict asks for."),
        ("tooLittleDepth", "The top five levels hold less than 2.5 times the size on one leg."),
        ("quoteTooOld", "A leg's quote is older than the staleness limit."),
        ("cooldown", "The same route was traded less than 10 s ago."),
        ("notEnoughBalance", "The account on the selling side holds less than the smallest lot."),
    ];

    private static readonly string[] Routes =
    [
        "kraken BTC/USD → binance BTC/USDT", "binance ETH/USDT → kraken ETH/USD", "binance: USDT → BTC → ETH → USDT", "kucoin SOL/USDT → kraken SOL/USD",
    ];

    private readonly Random _random;
    private readonly List<OpportunityView> _opportunities = [];
    private readonly List<CycleView> _cycles = [];
    private readonly List<PnlPoint> _curve = [];
    private readonly long[] _refused = [8_412, 1_933, 402, 118, 37];
    private long _id = 4_100;

    public DemoTrades(Random random, DateTimeOffset start)
    {
        _random = random;
        _curve.Add(new PnlPoint { Time = start, Net = 0 });
        for (var i = 0; i < 140; i++)
            Settle(start + TimeSpan.FromSeconds(58 * (i + 1)));
        for (var i = 0; i < 24; i++)
            See(start + TimeSpan.FromSeconds(8_150 + (i * 5)));
    }

    public decimal Net => _curve[^1].Net;

    public IReadOnlyList<OpportunityView> Opportunities => [.. Enumerable.Reverse(_opportunities).Take(50)];

    public IReadOnlyList<CycleView> Cycles => [.. Enumerable.Reverse(_cycles).Take(30)];

    public void Advance(DateTimeOffset now)
    {
        See(now);
        if (_random.Next(3) == 0)
            Settle(now);
    }

    public PnlView Pnl() => new()
    {
        NetRealised = Net + 31.1874m,
        SessionNet = Net,
        Expected = Net + 3.4211m,
        Fees = 0.41m * _curve.Count,
        Slippage = 3.4211m,
        WinRate = 0.914,
        Attempted = _curve.Count - 1,
        Completed = _curve.Count - 12,
        Unwound = 8,
        Recovered = 3,
        Curve = [.. _curve],
    };

    public IReadOnlyList<RefusalView> Refusals() =>
        [.. Reasons.Select((reason, i) => new RefusalView { Reason = reason.Reason, Sentence = reason.Sentence, Count = _refused[i] })];

    private void See(DateTimeOffset time)
    {
        var taken = _random.Next(5) == 0;
        var why = _random.Next(Reasons.Length);
        var bps = taken ? 50 + (_random.Next(0, 300) / 10m) : _random.Next(-200, 480) / 10m;
        var route = Routes[_random.Next(Routes.Length)];
        if (!taken)
            _refused[why]++;
        _opportunities.Add(new OpportunityView
        {
            Id = $"o{++_id}",
            Time = time,
            Kind = KindOf(route),
            Route = route,
            NetBps = bps,
            Net = Math.Round(200 * bps / 10_000, 6),
            StartAsset = "USDT",
            Size = 200m,
            Taken = taken,
            Reason = taken ? "taken" : Reasons[why].Reason,
            Sentence = taken ? "Every check passed; both legs were sent at once." : Reasons[why].Sentence,
            TimesSeen = _random.Next(1, 40),
        });
    }

    private void Settle(DateTimeOffset time)
    {
        if (time <= _curve[^1].Time)
            return;
        var route = Routes[_random.Next(Routes.Length)];
        var unwound = _random.Next(14) == 0;
        var net = unwound ? -_random.Next(10_000, 60_000) / 100_000m : _random.Next(2_000, 38_000) / 100_000m;
        _curve.Add(new PnlPoint { Time = time, Net = Net + net });
        _cycles.Add(Cycle(time, route, unwound, net));
    }

    private CycleView Cycle(DateTimeOffset time, string route, bool unwound, decimal net)
    {
        var kind = KindOf(route);
        var id = $"c{++_id}";
        (string Venue, string Symbol, LegSide Side)[] legs = kind == OpportunityKind.Cross
            ? [("kraken", "BTC/USD", LegSide.Buy), ("binance", "BTC/USDT", LegSide.Sell)]
            : [("binance", "BTC/USDT", LegSide.Buy), ("binance", "ETH/BTC", LegSide.Buy), ("binance", "ETH/USDT", LegSide.Sell)];
        return new CycleView
        {
            Id = id,
            Kind = kind,
            Route = route,
            State = unwound ? "unwound" : "completed",
            StartedAt = time,
            Legs = [.. legs.Select((leg, i) => Leg(id, i, leg, unwound && i == legs.Length - 1))],
            ExpectedNet = Math.Abs(net) + 0.0211m,
            RealisedNet = net,
            Asset = "USDT",
            Residual = unwound ? 1.37m : null,
        };
    }

    private static LegView Leg(string cycle, int index, (string Venue, string Symbol, LegSide Side) leg, bool failed) => new()
    {
        Venue = leg.Venue,
        Symbol = leg.Symbol,
        Side = leg.Side,
        Quantity = 0.00217m,
        Limit = 91_911.40m,
        Filled = failed ? 0.00081m : 0.00217m,
        Average = 91_842.11m,
        Fee = 0.1992m,
        FeeAsset = "USDT",
        State = failed ? "partiallyFilled" : "filled",
        ClientOrderId = $"17-{cycle}-{index}",
    };

    private static OpportunityKind KindOf(string route) => route.Contains(':', StringComparison.Ordinal) ? OpportunityKind.Triangular : OpportunityKind.Cross;
}
