using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.Live.Venues;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>The order side of real accounts: keys tested first, then the venues' clients behind the guard.</summary>
public sealed class LiveOrders : IAsyncDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Venue, SdkVenue> _venues;
    private readonly OrderStreams _streams;
    private readonly SdkOrderGateway _gateway;
    private readonly AccountFees _fees;

    private LiveOrders(Dictionary<Venue, SdkVenue> venues, IReadOnlyDictionary<Venue, RequestBudget> budgets, OrderStreams streams, SdkOrderGateway gateway, AccountFees fees, GuardedGateway guarded)
        => (_venues, Budgets, _streams, _gateway, _fees, Gateway) = (venues, budgets, streams, gateway, fees, guarded);

    /// <summary>By which each account asks.</summary>
    public IReadOnlyDictionary<Venue, RequestBudget> Budgets { get; }

    /// <summary>What people should know of.</summary>
    public IEnumerable<string> Problems => _streams.Problems;

    /// <summary>What the lease is put before.</summary>
    public GuardedGateway Gateway { get; }

    /// <summary>Opens the accounts with their trading keys, having tested these.</summary>
    /// <param name="settings">Which venues, and how much of what.</param>
    /// <param name="confirmations">What a person has typed.</param>
    /// <param name="keys">Where keys come from.</param>
    /// <param name="instruments">What is traded.</param>
    /// <param name="inbox">The engine's.</param>
    /// <param name="log">Takes doubts and questions without an answer; no secret is among them.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="cancellation">Breaks the test off.</param>
    /// <param name="rest">Where a venue listens; null for its own address.</param>
    /// <exception cref="KeysRefusedException">A key is missing, or may do too much; the message says what to do.</exception>
    public static async Task<LiveOrders> OpenAsync(
        ArbitSettings settings,
        OrderConfirmations confirmations,
        IVenueKeys keys,
        IReadOnlyList<TradedInstrument> instruments,
        EngineInbox inbox,
        Action<string> log,
        TimeProvider time,
        CancellationToken cancellation,
        Func<Venue, Uri?>? rest = null)
    {
        var venues = new Dictionary<Venue, SdkVenue>();
        var requests = settings.Live.RequestsPer10Seconds;
        var budgets = settings.Venues.ToDictionary(each => each.Definition.Venue, _ => new RequestBudget(requests, requests / 4, Window, time));
        try
        {
            var test = new KeySelfTest(keys, log, time, rest);
            foreach (var (venue, budget) in budgets)
            {
                if (await test.OpenAsync(venue, KeyRole.Trade, isNeeded: true, budget, TimeSpan.FromSeconds(LiveConfig.LongestSendSeconds), cancellation) is { } opened)
                    venues.Add(venue, opened);
            }

            test.ThrowIfRefused();
        }
        catch
        {
            foreach (var venue in venues.Values)
                venue.Dispose();
            throw;
        }

        var events = new InboxOrderEvents(inbox, log);
        var symbols = instruments.ToLookup(each => each.Instrument.Venue, each => (each.Instrument.Symbol, each.Instrument.VenueSymbol));
        var streams = new OrderStreams(venues, log, time);
        var gateway = new SdkOrderGateway(venues, symbols, streams, events, inbox.Now, time);
        var guarded = new GuardedGateway(gateway, new AccountGateSettings(settings.Live.Orders, settings.Live.Limits), confirmations, events.Post, events.Post);
        var fees = new AccountFees(venues, symbols, events, time);
        fees.Start();
        gateway.Start();
        return new LiveOrders(venues, budgets, streams, gateway, fees, guarded);
    }

    public async ValueTask DisposeAsync()
    {
        await _streams.DisposeAsync();
        await _gateway.DisposeAsync();
        await _fees.DisposeAsync();
        foreach (var venue in _venues.Values)
            venue.Dispose();
    }
}
