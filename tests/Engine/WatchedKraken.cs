using System.Globalization;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.EdgeRunner.Venues.Instruments;
using Arbit.EdgeRunner.Venues.Kraken;
using Arbit.Money;
using Arbit.Tests.Support;

namespace Arbit.Tests.Engine;

/// <summary>The engine over a simulated Kraken without a socket, in the market's time; what it asks of its connection is done, and kept.</summary>
internal sealed class WatchedKraken : IOutbox
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<SimulatedInstrument> Universe
        = DefaultUniverse.Instruments.Where(instrument => instrument.Venue == VenueNames.Kraken && instrument.Symbol.StartsWith("BTC/", StringComparison.Ordinal)).ToList();

    private readonly KrakenProtocol _protocol = new(25);
    private readonly RequestIds _ids = new();
    private readonly SimulatedWorld _world;
    private readonly SimulatedSession _session;
    private readonly EngineCore _core;
    private readonly EngineAssembly _assembly;
    private long _now = (Start - DateTimeOffset.UnixEpoch).Ticks * 100;

    public WatchedKraken()
    {
        _world = new SimulatedWorld(new SimulationOptions { Seed = Seeds.Current, Venues = [VenueNames.Kraken], DislocationsPerMinute = 0 }, Start);
        _session = new SimulatedSession(_world, VenueNames.Kraken, "/v2");
        var options = new ArbitOptions { Dollars = ["USD", "USDT", "USDC"], Assets = ["BTC"], Venues = [new VenueOptions { Name = VenueNames.Kraken, FeePaidIn = "quote" }] };
        var checkpoint = new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, []);
        _assembly = new EngineAssembly(ArbitSettings.Read(options), new SessionDescription(options, 1, [new ListedVenue(VenueNames.Kraken, Universe.Select(Listed).ToList())], checkpoint));
        var nothing = new NoSideEffects();
        _core = _assembly.Build(nothing, nothing, this);
        _assembly.Audit.Added += line =>
        {
            if (line.Kind == "subscription.silent")
                Silent.Add(line.Subject);
        };
        Process(EventKind.Connection, [(byte)ConnectionState.Subscribed]);
        foreach (var request in _protocol.Subscribe(Universe.Select(instrument => instrument.VenueSymbol).ToList(), _ids))
            Send(request);
    }

    public List<(string VenueSymbol, FeedChannel Channel)> Resubscribed { get; } = [];

    public List<string> Reconnected { get; } = [];

    public List<string> Silent { get; } = [];

    public bool IsUsable(string symbol) => _core.Instruments.Single(traded => traded.Instrument.VenueSymbol == symbol).Book.IsUsable;

    public void Silence(string topic, bool untilReconnected = false) => _world.Venue(VenueNames.Kraken).Silence(topic, untilReconnected);

    public void Advance(TimeSpan duration)
    {
        for (var left = duration; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(1))
        {
            var end = _now + 1_000_000_000;
            foreach (var frame in _session.Run(TimeSpan.FromSeconds(1)))
            {
                _now = Math.Max(_now, (frame.Time - DateTimeOffset.UnixEpoch).Ticks * 100);
                Process(EventKind.Frame, frame.Bytes.Span);
            }

            _now = Math.Max(_now, end);
            Process(EventKind.Timer, []);
        }
    }

    public void Resynchronise(VenueShard shard, InstrumentFeed feed) => Ask(feed, FeedChannel.Book);

    public void SawData(VenueShard shard, InstrumentFeed feed)
    {
    }

    public void Resubscribe(VenueShard shard, InstrumentFeed feed, FeedChannel channel)
    {
        Resubscribed.Add((feed.VenueSymbol, channel));
        Ask(feed, channel);
    }

    public void Reconnect(VenueShard shard, string problem) => Reconnected.Add(problem);

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

    private void Ask(InstrumentFeed feed, FeedChannel channel)
    {
        foreach (var request in _protocol.Resubscribe(feed.VenueSymbol, channel, _ids))
            Send(request);
    }

    private void Send(VenueRequest request) => _session.Send(System.Text.Encoding.UTF8.GetString(request.Frame));

    private void Process(EventKind kind, ReadOnlySpan<byte> payload)
    {
        // The codec reads a few bytes past a frame, as the ring leaves them.
        Span<byte> padded = new byte[payload.Length + 16];
        payload.CopyTo(padded);
        _core.Process(kind, 0, _now, padded, payload.Length);
    }
}
