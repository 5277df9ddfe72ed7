using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy;

namespace Arbit.Tests.Page;

/// <summary>
/// An invented engine for looking at the page: a small market that moves one step each time it is told to. It is only in the
/// tests; the product shows nothing but its own engine.
/// </summary>
internal sealed class DemoStateSource : IStateSource
{
    public const int Seed = 9109;

    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startedAt;
    private readonly Random _random = new(Seed);
    private readonly DemoMarket _market;
    private readonly DemoTrades _trades;
    private volatile StateView _current;
    private long _step;

    public DemoStateSource(TimeProvider time)
    {
        _time = time;
        _startedAt = time.GetUtcNow() - TimeSpan.FromHours(2.3);
        _market = new DemoMarket(_random);
        _trades = new DemoTrades(_random, _startedAt);
        Trading = new TradingView
        {
            State = TradingStateView.Active,
            Reason = "All checks pass.",
            Since = _startedAt,
            Resumes = null,
        };
        _current = Snapshot();
    }

    public StateView Current => _current;

    public TradingView Trading { get; set; }

    /// <summary>One more step of the market; publishes a new snapshot.</summary>
    public void Advance()
    {
        _step++;
        _market.Advance();
        _trades.Advance(_time.GetUtcNow());
        _current = Snapshot();
    }

    /// <summary>Publishes the current snapshot, changed by a test.</summary>
    public void Publish(Func<StateView, StateView> change) => _current = change(_current);

    /// <summary>What the page shows before anything has happened.</summary>
    public void PublishNothingYet() => Publish(state => state with
    {
        Venues = [],
        Books = [],
        Spreads = [],
        Opportunities = [],
        Refusals = [],
        Cycles = [],
        Measures = DemoMeasures.None,
        Balances = [],
        Residuals = [],
        Scanner = [],
        Stops = [],
        Value = state.Value with { ResidualUsd = 0 },
        Pnl = state.Pnl with
        {
            Curve = [],
            WinRate = null,
            Attempted = 0,
            Completed = 0,
            Recovered = 0,
            Unwound = 0,
            SessionNet = 0,
            NetRealised = 0,
            Expected = 0,
            Fees = 0,
            Slippage = 0,
        },
    });

    private StateView Snapshot()
    {
        var now = _time.GetUtcNow();
        return new StateView
        {
            Program = new ProgramView
            {
                Name = "Arbit",
                Version = "0.1.0",
                Build = BuildKind.Paper,
                Feed = FeedKind.Simulated,
                Simulated = true,
                StartedAt = _startedAt,
                Now = now,
                UptimeSeconds = (long)(now - _startedAt).TotalSeconds + _step,
                RunEpoch = 17,
            },
            Trading = Trading,
            Lease = new LeaseView { State = LeaseStateView.Held, Holder = "demo-1a2b3c", Epoch = 7, Since = _startedAt, Until = null, Problem = null },
            Stops = DemoStops.Of(_startedAt),
            Fuel = DemoStops.Fuel(),
            Mode = TradingMode.Btc,
            Epoch = 7,
            ModeSince = _startedAt,
            Value = new ValueView
            {
                TotalUsd = 9_012.44m + _trades.Net + _market.Drift,
                StartUsd = 9_000.00m,
                ResidualUsd = 41.20m,
            },
            Pnl = _trades.Pnl(),
            Venues = _market.Venues(),
            Books = _market.Books(),
            Spreads = _market.Spreads(),
            Opportunities = _trades.Opportunities,
            Refusals = _trades.Refusals(),
            Cycles = _trades.Cycles,
            Measures = DemoMeasures.Of(_step),
            Balances = DemoAccounts.Balances(_market.Drift),
            Residuals = DemoAccounts.Residuals(_step),
            Scanner = DemoScanner.Markets(now),
            Ledger = new LedgerView { Checks = 184_220 + (_step * 37), Breaks = 0, LastCheckAt = now },
            Health = new HealthView
            {
                Loop = new LoopLatencyView { P50Ns = 380 + _random.Next(20), P99Ns = 2_140 + _random.Next(300), MaxNs = 1_284_000 },
                QueueDepth = _random.Next(4),
                JournalLag = 0,
                DatabaseDroppedRows = 0,
                CandidatesEvaluated = 41_882_114 + (_step * 9_137),
                Problems = [],
            },
        };
    }
}
