using System.Globalization;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.Money;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Engine;

/// <summary>The engine without socket, clock and thread, over a minute of a simulated Kraken: the same inputs are the same decisions.</summary>
public sealed class DeterminismTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<SimulatedInstrument> Universe
        = DefaultUniverse.Instruments.Where(instrument => instrument.Venue == VenueNames.Kraken).ToList();

    [Fact]
    public void The_same_inputs_come_to_the_same_audit()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        var first = Trade(Seeds.Current);
        var second = Trade(Seeds.Current);
        var other = Trade(Seeds.Current + 1);
        output.WriteLine($"{first.Decisions} decisions, {first.Cycles} cycles, {first.Hash}");
        Assert.True(first.Cycles > 0, "nothing was traded");
        Assert.Equal(first, second);
        Assert.NotEqual(first.Hash, other.Hash);
    }

    [Fact]
    public void A_person_halts_and_pausing_does_not_weaken_it()
    {
        var run = new EngineRun(Seeds.Current);
        run.Command(EngineAction.Halt);
        run.Command(EngineAction.Pause);
        Assert.Equal(TradingState.Halted, run.Core.Book.Trading);
        run.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, run.Core.Book.Totals.Attempted);
        Assert.True(run.Core.Opportunities.Refused(Arbit.Strategy.RefusalReason.Halted) > 0);
        run.Command(EngineAction.Resume);
        run.Advance(TimeSpan.FromSeconds(60));
        Assert.True(run.Core.Book.Totals.Attempted > 0);
    }

    [Fact]
    public void Failures_in_a_row_halt_it_until_a_person_resumes()
    {
        // Every second order is refused, so hardly a triangle is completed.
        var run = new EngineRun(Seeds.Current, rejects: 500, failures: 2);
        for (var second = 0; second < 600 && run.Core.Book.Trading != TradingState.Halted; second++)
            run.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TradingState.Halted, run.Core.Book.Trading);
        Assert.Equal("2 cycles in a row failed", run.Core.Book.TradingReason);
        var attempted = run.Core.Book.Totals.Attempted;
        run.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(attempted, run.Core.Book.Totals.Attempted);
        Assert.True(run.Core.Book.Ledger.Check());
    }

    private static (string Hash, long Decisions, long Cycles, string Net) Trade(ulong seed)
    {
        var run = new EngineRun(seed);
        run.Advance(TimeSpan.FromSeconds(60));
        return (Convert.ToHexStringLower(run.Audit.CurrentHash()), run.Audit.Count, run.Core.Book.Totals.Attempted, run.Core.Book.Totals.NetInDollars.ToString());
    }

    private sealed class EngineRun : IOutbox
    {
        private readonly SimulatedSession _session;
        private readonly PaperVenue _paper;
        private long _now = (Start - DateTimeOffset.UnixEpoch).Ticks * 100;

        public EngineRun(ulong seed, int rejects = 50, int failures = 1_000)
        {
            var simulation = new SimulationOptions { Seed = seed, Venues = [VenueNames.Kraken], DislocationsPerMinute = 60m, Faults = new SimulationFaults(CorruptChecksumEvery: 200) };
            _session = new SimulatedSession(new SimulatedWorld(simulation, Start), VenueNames.Kraken, "/v2");
            var options = new ArbitOptions
            {
                Dollars = ["USD", "USDT", "USDC"],
                Assets = ["BTC"],
                TriangularCycleSeconds = 1,
                MaxFailuresInRow = failures,
                MaxDailyLossBps = "10000",
                Risk = new RiskOptions { StopPnlUsd = "0", OrderFailures = 10_000, MaxDesyncs = 10_000 },
                Venues = [new VenueOptions { Name = VenueNames.Kraken, FeePaidIn = "quote" }],
            };
            var listed = new ListedVenue(VenueNames.Kraken, Universe.Select(Listed).ToList());
            var balances = ((string[])["USD", "USDT", "USDC"]).Select(dollar => new RecordedBalance(VenueNames.Kraken, new Asset(dollar), Amount.Parse("5000"))).ToList();
            var checkpoint = new Checkpoint(balances, [], Totals.None, TradingState.Active, "", "", 0, []);
            var assembly = new EngineAssembly(ArbitSettings.Read(options), new SessionDescription(options, 1, [listed], checkpoint)
            {
                Candles = SimulatedCandles.Before(simulation, (Start - DateTimeOffset.UnixEpoch).Days, 20),
            });
            var nothing = new NoSideEffects();
            _paper = new PaperVenue(new PaperSettings(unchecked((int)seed), 5_000_000, 10_000_000, 100, rejects, 50, 50), path: null, CrashPlan.None, assembly.Instruments, balances);
            Core = assembly.Build(nothing, _paper, this);
            Audit = assembly.Audit;
            Command(EngineAction.Start);
            Process(EventKind.Connection, [(byte)ConnectionState.Subscribed]);
            var symbols = string.Join(',', Universe.Select(instrument => $"\"{instrument.VenueSymbol}\""));
            _session.Send($$"""{"method":"subscribe","params":{"channel":"book","symbol":[{{symbols}}],"depth":25,"snapshot":true},"req_id":1}""");
            _session.Send($$"""{"method":"subscribe","params":{"channel":"ticker","symbol":[{{symbols}}],"event_trigger":"bbo"},"req_id":2}""");
            _session.Send($$"""{"method":"subscribe","params":{"channel":"trade","symbol":[{{symbols}}],"snapshot":false},"req_id":5}""");
        }

        public EngineCore Core { get; }

        public AuditTrail Audit { get; }

        public void Resynchronise(VenueShard shard, InstrumentFeed feed)
        {
            _session.Send($$"""{"method":"unsubscribe","params":{"channel":"book","symbol":["{{feed.VenueSymbol}}"],"depth":25},"req_id":3}""");
            _session.Send($$"""{"method":"subscribe","params":{"channel":"book","symbol":["{{feed.VenueSymbol}}"],"depth":25,"snapshot":true},"req_id":4}""");
        }

        public void SawData(VenueShard shard, InstrumentFeed feed)
        {
        }

        public void Command(EngineAction action) => Process(EventKind.Command, RecordCodec.Encode(new EngineCommand(action, "a test")));

        public void Advance(TimeSpan duration)
        {
            foreach (var frame in _session.Run(duration))
            {
                _now = Math.Max(_now, (frame.Time - DateTimeOffset.UnixEpoch).Ticks * 100);
                _paper.Advance(_now);
                while (_paper.TryTakeReply(out var reply))
                    Process(EventKind.Reply, RecordCodec.Encode(reply));
                Process(EventKind.Timer, []);
                Process(EventKind.Frame, frame.Bytes.Span);
            }
        }

        private static ListedInstrument Listed(SimulatedInstrument instrument) => new(
            instrument.VenueSymbol,
            Symbol.Parse(instrument.Symbol),
            Price.FromUnits(1, instrument.PriceDecimals),
            Quantity.FromUnits(1, instrument.QuantityDecimals),
            Quantity.Parse(instrument.MinQuantity.ToString(CultureInfo.InvariantCulture)),
            Notional.Parse(instrument.MinNotional.ToString(CultureInfo.InvariantCulture)),
            IsTrading: true,
            instrument.PriceDecimals,
            instrument.QuantityDecimals);

        private void Process(EventKind kind, ReadOnlySpan<byte> payload)
        {
            // The codec reads a few bytes past a frame, as the ring leaves them.
            Span<byte> padded = new byte[payload.Length + 16];
            payload.CopyTo(padded);
            Core.Process(kind, 0, _now, padded, payload.Length);
        }
    }
}
