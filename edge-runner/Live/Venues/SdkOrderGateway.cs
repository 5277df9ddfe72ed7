using System.Collections.Concurrent;
using Arbit.Accounts;
using Arbit.EdgeRunner.Execution;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// Orders at real venues by their SDKs, off the engine's thread: every call returns at once, and what a venue says comes back as an event.
/// A post that nobody answered says nothing at all, so that the order becomes unknown and is looked up (lesson L07), unless the venue's own
/// stream tells of it first.
/// </summary>
/// <param name="venues">With the trading keys.</param>
/// <param name="symbols">What is traded where, with the venues' names.</param>
/// <param name="streams">What venues tell of their own accord; begun here.</param>
/// <param name="events">Where what is said goes; called from any thread.</param>
/// <param name="now">Unix nanoseconds of the engine; called from any thread.</param>
/// <param name="time">Its clock.</param>
public sealed class SdkOrderGateway(
    IReadOnlyDictionary<Venue, SdkVenue> venues,
    ILookup<Venue, (Symbol Symbol, string VenueSymbol)> symbols,
    OrderStreams streams,
    IOrderEvents events,
    Func<long> now,
    TimeProvider time) : IOrderGateway, IAsyncDisposable
{
    /// <summary>Venues that take an order before they match it tell its end a little later.</summary>
    private static readonly TimeSpan[] Follows = [TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800)];

    /// <summary>One whose stream is up has told it by then; the later ones still come before an order without an answer is unknown.</summary>
    private static readonly TimeSpan[] PatientFollows = [TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(600)];

    private readonly CancellationTokenSource _stopping = new();
    private readonly FollowedOrders _followed = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private readonly ConcurrentDictionary<Venue, AccountScope> _scopes = new();
    private readonly ConcurrentDictionary<string, bool> _lookedUp = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>Listens to the venues' streams from now on.</summary>
    public void Start() => streams.Start(Hear, AskAll);

    public void Send(Order order) => Run(token => SendAsync(order, token));

    public void Cancel(Order order) => Run(async token =>
    {
        var followed = _followed.Of(order) ?? _followed.Begin(order);
        followed.IsBeingCancelled = true;
        await VenueOf(order).CancelAsync(order.Instrument.Symbol, order.Instrument.VenueSymbol, order.Id, token);

        // Whatever the venue said to that: what it had filled until then counts, and one that is still open is to be ended again. One that
        // never came in proves nothing.
        if (!await followed.EndsWithinAsync(FollowsOf(order)[0], time, token) && await FindAsync(order, token) is { } found)
            events.Post(followed.Answer(found));
    });

    /// <summary>Once at a time: where a venue lets few questions through, more of the same would only keep each other from an answer.</summary>
    public void LookUp(Order order)
    {
        if (_lookedUp.TryAdd(order.Id, true))
            Run(token => LookUpAsync(order, token));
    }

    public void AskAccount(Venue venue, long since) => Run(async token =>
    {
        var askedAt = now();
        var from = DateTimeOffset.UnixEpoch.AddTicks(since / 100);
        var traded = _scopes.GetOrAdd(venue, _ => new AccountScope([.. symbols[venue]])).Asked();

        // Orders first: what is filled in between shows in the balances as a difference, and is asked again, never the other way round.
        var open = await venues[venue].OpenOrdersAsync(traded, token);
        var ended = await venues[venue].EndedOrdersAsync(traded, from, token);
        var balances = await venues[venue].TradingBalancesAsync(token);
        _scopes[venue].Answered(open.Select(order => order.Symbol));
        var orders = open.Concat(ended.Where(order => open.All(other => other.ClientId != order.ClientId)));
        events.Post(new AccountReport(
            venue,
            askedAt,
            since,
            [.. balances.Select(balance => new ReportedBalance(balance.Asset, balance.Free, balance.Locked))],
            [.. orders.Where(order => order.ClientId.Length > 0).Select(ReportOf)]));
    });

    /// <summary>Waits for what is under way: an order that has left is followed to the end of its patience.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await _stopping.CancelAsync();
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task LookUpAsync(Order order, CancellationToken cancellation)
    {
        try
        {
            events.Post(await FindAsync(order, cancellation) is { } found
                ? (_followed.Of(order) ?? _followed.Begin(order)).Answer(found)
                : new OrderReply(order.Id, ReplyKind.NotFound, Quantity.Zero, Notional.Zero, Amount.Zero, default, "not among open or closed orders"));
        }
        finally
        {
            _lookedUp.TryRemove(order.Id, out _);
        }
    }

    private async Task SendAsync(Order order, CancellationToken cancellation)
    {
        _scopes.GetOrAdd(order.Instrument.Venue, venue => new AccountScope([.. symbols[venue]])).Sent(order.Instrument.Symbol);
        var ticket = new OrderTicket(
            order.Id,
            order.Instrument.Symbol,
            order.Instrument.VenueSymbol,
            order.Side,
            order.Quantity,
            order.Limit,
            order.TimeInForce switch
            {
                TimeInForce.ImmediateOrCancel => TicketLife.ImmediateOrCancel,
                TimeInForce.GoodTilCancelled => TicketLife.GoodTilCancelled,
                _ => TicketLife.PostOnly,
            });

        var followed = _followed.Begin(order);

        // Not to be cancelled from here: a post that is broken off leaves an order that nobody knows of.
        var answer = await VenueOf(order).PlaceAsync(ticket, CancellationToken.None);
        if (answer.Outcome == PostOutcome.Unknown)
            return;
        if (answer.Outcome != PostOutcome.Taken && followed.TryRefuse())
        {
            events.Post(Rejected(order, answer.Outcome == PostOutcome.NeverSent ? $"{answer.Words}: never sent" : answer.Words));
            return;
        }

        if (followed.Accept() is { } accepted)
            events.Post(accepted);
        await FollowAsync(followed, cancellation);
    }

    /// <summary>Until its end is told, or long enough: then the executor looks it up at its deadline like any other.</summary>
    private async Task FollowAsync(FollowedOrder followed, CancellationToken cancellation)
    {
        foreach (var wait in FollowsOf(followed.Order))
        {
            if (await followed.EndsWithinAsync(wait, time, cancellation))
                return;
            await AskAsync(followed, cancellation);

            // One that rests is filled whenever it is: its stream tells, or the account reports.
            if (followed.Order.Rests)
                return;
        }
    }

    private void Hear(Venue venue, OrderNews news)
    {
        if (_followed.Of(venue, news) is not { } followed)
            return;
        var (reply, isToBeAsked) = followed.Hear(news);
        if (reply is not null)
            events.Post(reply);
        if (isToBeAsked)
            Run(token => AskAsync(followed, token));
    }

    private void AskAll(Venue venue)
    {
        foreach (var followed in _followed.OpenAt(venue))
            Run(token => AskAsync(followed, token));
    }

    /// <summary>Once at a time; what is heard during a question has it asked again.</summary>
    private async Task AskAsync(FollowedOrder followed, CancellationToken cancellation)
    {
        if (!followed.TryBeginAsking())
            return;
        try
        {
            do
            {
                if (await FindAsync(followed.Order, cancellation) is { } found && followed.News(found) is { } reply)
                    events.Post(reply);
            }
            while (followed.IsToBeAskedAgain());
        }
        finally
        {
            followed.EndAsking();
        }
    }

    private TimeSpan[] FollowsOf(Order order) => streams.IsUp(order.Instrument.Venue) ? PatientFollows : Follows;

    private Task<VenueOrder?> FindAsync(Order order, CancellationToken cancellation)
        => VenueOf(order).FindOrderAsync(order.Instrument.Symbol, order.Instrument.VenueSymbol, order.Id, cancellation);

    private SdkVenue VenueOf(Order order) => venues[order.Instrument.Venue];

    private static OrderReply Rejected(Order order, string words)
        => new(order.Id, ReplyKind.Rejected, Quantity.Zero, Notional.Zero, Amount.Zero, default, words);

    private static ReportedOrder ReportOf(VenueOrder order) => new(
        order.ClientId, order.Symbol, order.Side, order.Quantity, order.Limit, order.IsOpen, order.Filled, order.FilledNotional, order.Fee, order.FeeAsset);

    /// <summary>A question without an answer ends here: who asked asks again when it is time.</summary>
    private void Run(Func<CancellationToken, Task> work)
    {
        var running = Task.Run(async () =>
        {
            try
            {
                await work(_stopping.Token);
            }
            catch (Exception e) when (e is FundingUnansweredException or FundingRefusedException or OperationCanceledException)
            {
                events.Unanswered(e.Message);
            }
        });
        lock (_gate)
            _running.Add(running);
        _ = running.ContinueWith(
            done =>
            {
                lock (_gate)
                    _running.Remove(done);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
