using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Live.Venues;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Tests.State;

namespace Arbit.Tests.Live.Venues;

/// <summary>The simulated venues with an account and three keys each, and the SDKs' clients of one of them.</summary>
internal sealed class VenueBench : IAsyncDisposable
{
    private const string Passphrase = "simulated-passphrase";

    // Base64, which Kraken's secrets are; to the others it is text like any other.
    private const string Secret = "c2ltdWxhdGVkLXNlY3JldC1vZi1uby13b3J0aA==";

    private static int benches;

    private readonly List<SdkVenue> _opened = [];
    private readonly string _suffix;
    private readonly Lock _gate;

    private VenueBench(SimulatedWorld world, VenueFront front, Venue venue, Lock gate, string suffix)
    {
        (World, Front, Venue, _gate, _suffix) = (world, front, venue, gate, suffix);
        Budget = new RequestBudget(10_000, 100, TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    public SimulatedWorld World { get; }

    public VenueFront Front { get; }

    public Venue Venue { get; }

    public RequestBudget Budget { get; set; }

    public ScriptedStateStore Store { get; } = new();

    /// <summary>What is done to the world itself, while no request is under way.</summary>
    public T Held<T>(Func<SimulatedWorld, T> act)
    {
        lock (_gate)
            return act(World);
    }

    /// <param name="venue">Which.</param>
    /// <param name="rights">Of a further key, <c>odd</c>, that may do what it should not.</param>
    /// <param name="seconds">What a withdrawal takes until it is credited.</param>
    public static async Task<VenueBench> StartAsync(string venue, KeyRights rights = KeyRights.None, decimal seconds = 0.05m)
    {
        // The SDKs count what each key asks for in the whole process, as the venues do.
        var suffix = $"-{Interlocked.Increment(ref benches)}";
        var fees = new FeeSchedule(Bps.From(10m), Bps.From(8m), venue == VenueNames.Binance ? FeeAsset.Received : FeeAsset.Quote);
        var balances = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USDT"] = 10_000m, ["BTC"] = 1m, ["SOL"] = 1_000m };
        var account = new SimulatedAccountOptions(nameof(KeyRole.Trade) + suffix, Secret, Passphrase, fees, balances)
        {
            OtherKeys =
            [
                new SimulatedKey(nameof(KeyRole.Withdraw) + suffix, Secret, Passphrase, KeyRights.Withdraw),
                new SimulatedKey(nameof(KeyRole.Earn) + suffix, Secret, Passphrase, KeyRights.Earn),
                new SimulatedKey("odd" + suffix, Secret, Passphrase, rights),
            ],
        };
        var plan = FundingDefaults.Plan(7, VenueNames.All);
        var options = new SimulationOptions
        {
            Seed = 7,
            DislocationsPerMinute = 0,
            RateScale = 0,
            VolatilityPercent = 0,
            Accounts = VenueNames.All.ToDictionary(name => name, _ => account),
            Funding = plan with
            {
                Faults = new FundingFaults { JitterPercent = 0 },
                Venues = plan.Venues.Select(each => each with { Networks = each.Networks.Select(network => network with { Takes = TimeSpan.FromSeconds((double)seconds) }).ToList() }).ToList(),
            },
        };
        var world = new SimulatedWorld(options, TimeProvider.System.GetUtcNow());
        var gate = new Lock();
        return new VenueBench(world, await VenueFront.StartAsync(world, venue, gate), new Venue(venue), gate, suffix);
    }

    public VenueAccess Access(string key) => new(new VenueKey(key + _suffix, Secret, Passphrase), Front.Rest, Budget, TimeSpan.FromSeconds(20), TimeProvider.System);

    public SdkVenue Open(KeyRole role) => Open(role.ToString());

    public SdkVenue Open(string key) => Add(SdkVenues.Open(Venue, Access(key)));

    public SdkVenue Add(SdkVenue venue)
    {
        _opened.Add(venue);
        return venue;
    }

    public IReadOnlyList<(Symbol Symbol, string VenueSymbol)> Symbols => World.Venue(Venue.Name).Account!.Instruments
        .Select(instrument => (instrument.Symbol, instrument.VenueSymbol))
        .ToList();

    public SdkVenueFunding Funding(bool withEarn = true) => new(Open(KeyRole.Withdraw), withEarn ? Open(KeyRole.Earn) : null, Symbols.Take(2).ToList(), Store, TimeProvider.System);

    /// <param name="events">What it says.</param>
    /// <param name="with">By which client; null for one with the trading key.</param>
    /// <param name="streams">What it listens to, once it is started; null for nothing, so that all is asked for.</param>
    /// <param name="patience">By which it waits for a word before it asks; null for the real time.</param>
    public SdkOrderGateway Gateway(HeardEvents events, SdkVenue? with = null, OrderStreams? streams = null, TimeProvider? patience = null)
    {
        var venues = new Dictionary<Venue, SdkVenue> { [Venue] = with ?? Open(KeyRole.Trade) };
        return new SdkOrderGateway(
            venues,
            Symbols.ToLookup(_ => Venue, each => each),
            streams ?? new OrderStreams(new Dictionary<Venue, SdkVenue>(), events.Unanswered, TimeProvider.System),
            events,
            () => (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100,
            patience ?? TimeProvider.System);
    }

    /// <summary>An order as the executor would send it.</summary>
    public Order Order(string id, string symbol, Side side, string quantity, string limit, TimeInForce lives = TimeInForce.ImmediateOrCancel)
    {
        var instrument = World.Venue(Venue.Name).Account!.Instruments.Single(each => each.Symbol == Symbol.Parse(symbol));
        var traded = new TradedInstrument(0, instrument, new EdgeRunner.Books.OrderBook());
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        return new Order(id, new Cycle(new CycleOpened(now, 1, 1, PathKind.Cross, [], traded.Instrument.Symbol.Quote, traded.Instrument.Symbol.Quote, Amount.Zero, Amount.Zero), [], new HashSet<Asset>()), 0, OrderPurpose.Entry, traded, side, Quantity.Parse(quantity), Price.Parse(limit), now)
        {
            TimeInForce = lives,
        };
    }

    /// <summary>The best price that the other side offers.</summary>
    public Price Best(string symbol, Side side) => Held(world =>
    {
        var book = world.Market.Books.Single(each => each.Instrument.Venue == Venue.Name && each.Instrument.Symbol == symbol);
        return Price.FromUnits(side == Side.Buy ? book.Asks[0].Price : book.Bids[0].Price, book.Instrument.PriceDecimals);
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var venue in _opened)
            venue.Dispose();
        await Front.DisposeAsync();
    }
}
