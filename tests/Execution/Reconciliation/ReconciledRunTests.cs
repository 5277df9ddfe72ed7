using System.Globalization;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Reconciliation;
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

namespace Arbit.Tests.Execution.Reconciliation;

/// <summary>The whole engine on a simulated Kraken, with every fault of the paper venue: at the end its account and the ledger are the same to the last digit.</summary>
public sealed class ReconciledRunTests(ITestOutputHelper output) : IOutbox
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<SimulatedInstrument> Universe
        = DefaultUniverse.Instruments.Where(instrument => instrument.Venue == VenueNames.Kraken).ToList();

    private SimulatedSession _session = null!;

    [Fact]
    public void With_every_fault_ledger_and_venue_come_to_the_same()
    {
        output.WriteLine($"{Seeds.Variable}={Seeds.Current}");
        _session = new SimulatedSession(new SimulatedWorld(new SimulationOptions { Seed = Seeds.Current, Venues = [VenueNames.Kraken], DislocationsPerMinute = 60m }, Start), VenueNames.Kraken, "/v2");
        var options = new ArbitOptions
        {
            Dollars = ["USD", "USDT", "USDC"],
            Assets = ["BTC"],
            TriangularCycleSeconds = 1,
            MaxFailuresInRow = 1_000,
            MaxDailyLossBps = "10000",
            Venues = [new VenueOptions { Name = VenueNames.Kraken, FeePaidIn = "quote" }],
        };
        var balances = ((string[])["USD", "USDT", "USDC"]).Select(dollar => new RecordedBalance(VenueNames.Kraken, new Asset(dollar), Amount.Parse("5000"))).ToList();
        var listed = new ListedVenue(VenueNames.Kraken, Universe.Select(Listed).ToList());
        var session = new SessionDescription(options, 1, [listed], new Checkpoint(balances, [], Totals.None, TradingState.Active, "", "", 0, []));
        var assembly = new EngineAssembly(ArbitSettings.Read(options), session);
        using var paper = new PaperVenue(Faulty, path: null, CrashPlan.None, assembly.Instruments, balances);
        var core = assembly.Build(new NoSideEffects(), paper, this);
        assembly.Audit.Added += line =>
        {
            if (line.Kind is "trading" || line.Kind.StartsWith("reconcile.", StringComparison.Ordinal))
                output.WriteLine($"{line.Time} {line.Kind} {line.Subject}: {line.Detail}");
        };
        var engine = new SteppedEngine(core, paper);
        var now = (Start - DateTimeOffset.UnixEpoch).Ticks * 100;
        engine.Command(EngineAction.Start, "a test", now);
        engine.Process(EventKind.Connection, 0, now, [(byte)ConnectionState.Subscribed], 1);
        Subscribe();
        foreach (var frame in _session.Run(TimeSpan.FromMinutes(1)))
        {
            // The codec reads a few bytes past a frame, as the ring leaves them.
            var padded = new byte[frame.Bytes.Length + 16];
            frame.Bytes.Span.CopyTo(padded);
            engine.Process(EventKind.Frame, 0, (frame.Time - DateTimeOffset.UnixEpoch).Ticks * 100, padded, frame.Bytes.Length);
        }

        engine.Command(EngineAction.Stop, "a test", engine.Now);
        engine.AdvanceTo(engine.Now + 120_000_000_000L);
        var kraken = Assert.Single(core.Reconciler.Venues);
        output.WriteLine($"{core.Book.Totals.Attempted} cycles, {kraken.Reports} reports, {kraken.FillsFound} fills found by them");
        Assert.True(core.Book.Totals.Attempted > 10, $"{core.Book.Totals.Attempted} cycles");
        Assert.Equal(0, paper.Duplicates);
        Assert.True(core.Book.Ledger.Check());
        Assert.Empty(core.Book.Open);
        Assert.Equal((ReconciliationState.Agrees, 0), (kraken.State, kraken.Differences.Count));
        var account = paper.AccountOf(kraken.Venue);
        foreach (var (_, asset, balance) in core.Book.Ledger.Balances)
            Assert.Equal(account.Of(asset).Total, balance.Total);
    }

    void IOutbox.Resynchronise(VenueShard shard, InstrumentFeed feed)
    {
    }

    void IOutbox.SawData(VenueShard shard, InstrumentFeed feed)
    {
    }

    private static PaperSettings Faulty => new(unchecked((int)Seeds.Current), 5_000_000, 10_000_000, 100, 50, 100, 50)
    {
        AckFirstPerMille = 200,
        DoubledAnswerPerMille = 200,
        LateAnswerPerMille = 100,
        LookUpMissesPerMille = 200,
        FillAfterEndPerMille = 100,
        PartThenRestPerMille = 200,
    };

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

    private void Subscribe()
    {
        var symbols = string.Join(',', Universe.Select(instrument => $"\"{instrument.VenueSymbol}\""));
        _session.Send($$"""{"method":"subscribe","params":{"channel":"book","symbol":[{{symbols}}],"depth":25,"snapshot":true},"req_id":1}""");
        _session.Send($$"""{"method":"subscribe","params":{"channel":"ticker","symbol":[{{symbols}}],"event_trigger":"bbo"},"req_id":2}""");
    }
}
