using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Scanner;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.Tests.Engine;

/// <summary>From the scanner's verdicts to the terms of paths: the worst of a path's assets decides, and every change is taken down.</summary>
public sealed class MarketVerdictTests : IDisposable
{
    private const long Second = 1_000_000_000;
    private const long Today = 20_000;

    private readonly List<TradedInstrument> _instruments =
    [
        Traded(0, "alpha", "BTC/USDT"), Traded(1, "alpha", "ETH/BTC"), Traded(2, "alpha", "ETH/USDT"), Traded(3, "beta", "BTC/USDT"), Traded(4, "beta", "ETH/USDT"),
        Traded(5, "alpha", "USDC/USDT"), Traded(6, "beta", "USDC/USDT"),
    ];

    private readonly AuditTrail _audit = new();
    private readonly List<string> _lines = [];
    private readonly EngineCore _core;
    private long _now = (Today * 86_400 * Second) + (3_600 * Second);

    public MarketVerdictTests()
    {
        _audit.Added += line => _lines.Add($"{line.Kind} {line.Subject}: {line.Detail}");
        _core = Core(Days("BTC", "ETH"));
    }

    public void Dispose() => _audit.Dispose();

    [Fact]
    public void Until_something_is_known_every_path_is_careful()
    {
        Assert.All(Touching("BTC"), path => Assert.Equal(Bps.From(100m), path.Threshold));
        Pass();
        Assert.All(Touching("BTC"), path => Assert.Equal(Bps.From(100m), path.Threshold));
        Assert.Empty(_lines);
    }

    [Fact]
    public void Dollars_against_dollars_are_normal_from_the_start()
        => Assert.All(_core.Paths.Where(path => path.Legs.All(leg => leg.Instrument.Symbol.Base == new Asset("USDC"))), path => Assert.Equal(MarketStance.Normal, path.Stance));

    [Fact]
    public void The_worst_asset_of_a_path_decides_and_each_change_is_taken_down()
    {
        Quote("BTC", 100);
        Quote("ETH", 100);
        Pass();
        Assert.All(_core.Paths, path => Assert.Equal((Bps.From(50m), new Exact(25, 1), 1), (path.Threshold, path.Rules.DepthMultiple, path.PaceFactor)));
        Assert.Equal(
            ["scanner BTC: careful to normal: range 0.0× its 20-day mean, nothing against it", "scanner ETH: careful to normal: range 0.0× its 20-day mean, nothing against it"],
            _lines);

        _lines.Clear();
        Quote("ETH", 109);
        Pass();
        Assert.Equal(["scanner ETH: normal to careful, high range: range 2.2× its 20-day mean"], _lines);
        Assert.All(Touching("ETH"), path => Assert.Equal((Bps.From(125m), new Exact(5, 0), 2), (path.Threshold, path.Rules.DepthMultiple, path.PaceFactor)));
        Assert.All(_core.Paths.Except(Touching("ETH")), path => Assert.Equal((Bps.From(50m), 1), (path.Threshold, path.PaceFactor)));
        Assert.NotEmpty(_core.Paths.Except(Touching("ETH")));

        Quote("BTC", 113);
        Pass();
        Assert.All(Touching("BTC"), path => Assert.Equal(MarketVerdict.Stop, path.Stance.Verdict));
        Assert.Contains(Touching("ETH"), path => path.Stance.Verdict == MarketVerdict.Careful);
    }

    [Fact]
    public void Two_engines_with_the_same_events_and_days_come_to_the_same_audit_and_other_days_to_another()
    {
        byte[] Run(CandleHistory days)
        {
            foreach (var instrument in _instruments)
                instrument.Book.Unprove(BookReason.AwaitingSnapshot);
            using var audit = new AuditTrail();
            var core = Core(days, audit);
            for (var second = 0; second < 600; second++)
            {
                Quote("BTC", 100 + (second % 37 * 0.3m));
                Quote("ETH", 100 - (second % 91 * 0.1m));
                core.Process(EventKind.Timer, 0, _now + (second * Second), [], 0);
            }

            Assert.True(audit.Count > 2, $"{audit.Count} lines: the verdicts hardly changed");
            return audit.CurrentHash();
        }

        var described = new SessionDescription(new ArbitOptions(), 1, [], new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, [])) { Candles = Days("BTC", "ETH") };
        var restored = SessionDescription.Decode(described.Encode()).Candles!;
        Assert.Equal(Run(Days("BTC", "ETH")), Run(restored));
        Assert.NotEqual(Run(Days("BTC", "ETH")), Run(Days("BTC")));
    }

    [Fact]
    public void A_recording_that_is_older_than_the_scanner_begins_without_days()
    {
        var described = new SessionDescription(new ArbitOptions(), 1, [], new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, []));
        Assert.Null(SessionDescription.Decode(described.Encode()).Candles);
    }

    private static TradedInstrument Traded(int index, string venue, string symbol)
        => new(index, new Instrument(new Venue(venue), Symbol.Parse(symbol), symbol, Price.Parse("0.01"), Quantity.Parse("0.0001"), Quantity.Zero, Notional.Zero, FeeSchedule.PaperDefault), new OrderBook());

    private static CandleHistory Days(params string[] assets) => new(
        false,
        assets.ToDictionary(
            asset => asset,
            _ => (IReadOnlyList<DailyCandle>)Enumerable.Range(0, 20).Select(i => new DailyCandle(Today - 20 + i, 100, 102, 98, 100, 86_400, 0, DailyCandle.SecondsADay)).ToList(),
            StringComparer.Ordinal));

    private EngineCore Core(CandleHistory days, AuditTrail? audit = null)
    {
        var settings = new EngineSettings(
            new DetectionSettings(null, null, new Exact(200, 0), long.MaxValue, SizingRules.Careful) { HasDynamicDepth = true },
            ExecutionSettings.Default,
            RiskSettings.Default,
            new HashSet<Asset> { new("USDT"), new("USDC") },
            long.MaxValue,
            long.MaxValue);
        var nothing = new NoSideEffects();
        return new EngineCore(settings, [], _instruments, new TradeBook(_instruments, settings.Dollars), nothing, nothing, nothing, audit ?? _audit, 1, days);
    }

    private IEnumerable<CyclePath> Touching(string asset)
        => _core.Paths.Where(path => path.Legs.Any(leg => leg.Instrument.Symbol.Base == new Asset(asset) || leg.Instrument.Symbol.Quote == new Asset(asset)));

    private void Quote(string asset, decimal price)
    {
        foreach (var traded in _instruments.Where(i => i.Instrument.Symbol.Base == new Asset(asset) && i.Instrument.Symbol.Quote == new Asset("USDT")))
        {
            traded.Book.Clear();
            traded.Book.Bids.Set((long)((price - 0.01m) * 1_0000_0000m), 10_0000_0000);
            traded.Book.Asks.Set((long)((price + 0.01m) * 1_0000_0000m), 10_0000_0000);
            traded.Book.Prove();
        }
    }

    private void Pass()
    {
        _now += Second;
        _core.Process(EventKind.Timer, 0, _now, [], 0);
    }
}
