using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// Stands in for the venues' order side: one account a venue with balances of its own, orders that are filled against the local
/// books after a latency, and now and then whatever goes wrong between a venue and whoever trades there. Like a venue it outlives
/// the process: what it received and did is in a log of its own. It belongs to the engine's thread.
/// </summary>
public sealed class PaperVenue : IOrderGateway, IDisposable
{
    private const long PatienceForBook = 1_000_000_000;
    private const long LookAgainAfter = 1_000_000;

    private readonly PaperSettings _settings;
    private readonly CrashPlan _crashes;
    private readonly PaperAccounts _accounts;
    private readonly Dictionary<(string Venue, Symbol Symbol), TradedInstrument> _instruments = [];
    private readonly PriorityQueue<Action, (long At, long Number)> _due = new();
    private readonly Queue<OrderReply> _replies = new();
    private readonly ConsumedLevels _consumed = new();
    private readonly Queue<AccountReport> _reports = new();
    private readonly Dictionary<string, PaperOrder> _told = new(StringComparer.Ordinal);
    private readonly List<PaperOrder> _resting = [];
    private readonly Dictionary<string, Quantity> _taken = new(StringComparer.Ordinal);
    private readonly Random _random;
    private long _number;
    private long _now;

    /// <param name="settings">How it behaves.</param>
    /// <param name="path">Its own log; null for one that forgets.</param>
    /// <param name="crashes">Where tests pull the plug.</param>
    /// <param name="instruments">What can be traded, with the books that fill it.</param>
    /// <param name="opening">What each venue's account begins with, unless the log knows the account already.</param>
    public PaperVenue(PaperSettings settings, string? path, CrashPlan crashes, IReadOnlyList<TradedInstrument> instruments, IReadOnlyList<RecordedBalance> opening)
    {
        _settings = settings;
        _crashes = crashes;
        _random = new Random(settings.Seed);
        foreach (var traded in instruments)
            _instruments[(traded.Instrument.Venue.Name, traded.Instrument.Symbol)] = traded;
        _accounts = new PaperAccounts(path, instruments.Select(traded => traded.Instrument.Venue), opening);
        _now = _accounts.LastChange;
        foreach (var order in _accounts.All.SelectMany(account => account.Pending).ToList())
            Resume(order);
    }

    /// <summary>Orders that came under an id that was used before: on a venue each might have been filled twice. Tests demand zero.</summary>
    public long Duplicates { get; private set; }

    public IEnumerable<PaperAccount> Accounts => _accounts.All;

    /// <summary>When something next happens here; <see cref="long.MaxValue"/> where nothing does by itself.</summary>
    public long NextDue => _replies.Count > 0 || _reports.Count > 0 ? 0 : _due.TryPeek(out _, out var when) ? when.At : long.MaxValue;

    public PaperAccount AccountOf(Venue venue) => _accounts.Of(venue);

    /// <exception cref="InvalidOperationException">An order came under an id it already had: on a venue it might have been filled twice.</exception>
    public void Send(Order order)
    {
        _crashes.Reach("before:Send");
        var account = AccountOf(order.Instrument.Venue);
        if (account.Find(order.Id) is not null)
        {
            Duplicates++;
            throw new InvalidOperationException($"Order {order.Id} was sent twice.");
        }

        if (Happens(_settings.LostOrderPerMille))
            return;

        // From the event that it was decided on: the time that this was last told may be older, by as long as nothing happened.
        var sentAt = Math.Max(_now, order.SentAt);
        _instruments.TryAdd((order.Instrument.Venue.Name, order.Instrument.Symbol), order.Traded);
        _accounts.Keep(new PaperOrder(
            order.Id,
            order.Instrument.Venue.Name,
            order.Instrument.Symbol,
            order.Side,
            order.Quantity,
            order.Limit,
            TimeInForce: order.TimeInForce,
            Number: account.NextNumber(),
            SentAt: sentAt,
            ChangedAt: sentAt));
        _crashes.Reach("after:Send");
        At(sentAt + Latency(), () => Arrive(order.Id, order.Traded, sentAt + PatienceForBook));
    }

    /// <summary>One that has ended already answers with its end; one that never came in answers nothing, which proves nothing.</summary>
    public void Cancel(Order order) => At(Math.Max(_now, order.SentAt) + Latency(), () => CancelArrives(order.Id, order.Traded));

    public void LookUp(Order order)
    {
        if (_accounts.Find(order.Instrument.Venue, order.Id) is not { } known)
            _replies.Enqueue(NotFound(order.Id, "not among open orders, closed orders or fills"));
        else if (_now < known.SentAt + _settings.LookUpLag && Happens(_settings.LookUpMissesPerMille))
            _replies.Enqueue(NotFound(order.Id, "not known yet"));
        else
            _replies.Enqueue(ViewOf(known).ToReply());
    }

    public void AskAccount(Venue venue, long since)
    {
        var askedAt = _now;
        At(askedAt + Latency(), () => Report(AccountOf(venue), askedAt, since));
    }

    /// <summary>Tells it the time: what is due happens, and resting orders meet the books.</summary>
    public void Advance(long now)
    {
        _now = Math.Max(_now, now);
        while (_due.TryPeek(out var happens, out var when) && when.At <= now)
        {
            _due.Dequeue();
            happens();
        }

        for (var i = 0; i < _resting.Count; i++)
            Touch(_resting[i]);
        _resting.RemoveAll(order => order.Done);
    }

    /// <summary>
    /// Money into or out of an account outside trading: deposits, withdrawals, stakes. Once for an id, in this life or an earlier one.
    /// False where less is free: then nothing happens.
    /// </summary>
    public bool TryMove(string id, Venue venue, Asset asset, Amount change) => _accounts.TryMove(id, venue, asset, change);

    public bool TryTakeReply(out OrderReply reply) => _replies.TryDequeue(out reply!);

    public bool TryTakeReport(out AccountReport report) => _reports.TryDequeue(out report!);

    public void Dispose() => _accounts.Dispose();

    private static OrderReply NotFound(string id, string note)
        => new(id, ReplyKind.NotFound, Quantity.Zero, Notional.Zero, Amount.Zero, default, note);

    /// <summary>The plug was pulled: an order that rested rests on; one that had met no book yet, or takes only, ends as it stands.</summary>
    private void Resume(PaperOrder order)
    {
        if (order.IsOpen && order.TimeInForce != TimeInForce.ImmediateOrCancel)
            _resting.Add(order);
        else
            _accounts.Keep(order.End(_now));
    }

    private void Arrive(string id, TradedInstrument traded, long givesUpAt)
    {
        var order = _accounts.Find(traded.Instrument.Venue, id)!;
        if (Happens(_settings.RejectPerMille))
        {
            Answer(_accounts.Keep(order.Reject(_now, VenueWords.Of(PaperRefusal.Fault, order.Venue))));
            return;
        }

        Meet(order, traded, givesUpAt);
    }

    private void Meet(PaperOrder order, TradedInstrument traded, long givesUpAt)
    {
        if (!traded.Book.IsUsable && _now < givesUpAt)
        {
            At(_now + Math.Max(_settings.Latency, LookAgainAfter), () => Meet(_accounts.Find(traded.Instrument.Venue, order.Id)!, traded, givesUpAt));
            return;
        }

        if (order.Done)
            return;
        var book = new LocalBook(traded, _consumed);
        order = PaperRules.Arrive(order, AccountOf(traded.Instrument.Venue), traded.Instrument, book, _now);
        if (order.Rejected)
        {
            Answer(_accounts.Keep(order));
            return;
        }

        if (order.TimeInForce == TimeInForce.ImmediateOrCancel && Happens(_settings.AckFirstPerMille))
        {
            Acknowledge(_accounts.Keep(order));
            At(_now + Latency(), () => Take(_accounts.Find(traded.Instrument.Venue, order.Id)!, traded));
            return;
        }

        Take(order, traded);
    }

    /// <summary>Takes what the book has; an IOC order ends with that, another rests with what is left.</summary>
    private void Take(PaperOrder order, TradedInstrument traded)
    {
        if (order.Done)
            return;
        var book = new LocalBook(traded, _consumed);
        var isImmediate = order.TimeInForce == TimeInForce.ImmediateOrCancel;
        var wanted = order.Quantity;
        if (isImmediate && Happens(_settings.PartialPerMille))
            wanted = Share(wanted, traded.Instrument);
        var (filled, notional) = order.TimeInForce == TimeInForce.PostOnly ? default : book.Offers(order.Side, wanted, order.Limit);
        var beside = BesidePrice(traded, notional);
        var met = PaperRules.Fill(order, traded.Instrument, filled, notional, isMaker: false, _now, beside);
        if (isImmediate || met.Done)
        {
            Execute(order, _accounts.Keep(met.End(_now)), traded, beside);
        }
        else
        {
            _accounts.Keep(met);
            _resting.Add(met);
            _taken[met.Id] = filled;
            Acknowledge(met);
        }

        book.Take(order.Side, filled, order.Limit);
    }

    /// <summary>It has ended: told at once, in two parts, or at first with less than is true.</summary>
    private void Execute(PaperOrder before, PaperOrder done, TradedInstrument traded, Price? beside)
    {
        _crashes.Reach("venue:Executed");
        var endsFirst = Happens(_settings.FillAfterEndPerMille);
        if (done.Filled.IsZero || (!endsFirst && !Happens(_settings.PartThenRestPerMille)))
        {
            Answer(done);
            return;
        }

        // The first words are true as far as they go: the same book, less of it.
        var (filled, notional) = new LocalBook(traded, _consumed).Offers(done.Side, Share(done.Filled, traded.Instrument), done.Limit);
        var part = PaperRules.Fill(before, traded.Instrument, filled, notional, isMaker: false, _now, beside);
        var first = endsFirst ? part.End(_now) : part with { Done = false };
        _told[done.Id] = first;
        Answer(first);
        At(_now + (endsFirst ? Late() : Latency()), () =>
        {
            _told.Remove(done.Id);
            _replies.Enqueue(done.ToReply());
        });
    }

    /// <summary>Where the account's fee is paid beside the trade: at that asset's bid, as long as the account has enough of it for this fill.</summary>
    private Price? BesidePrice(TradedInstrument traded, Notional notional)
    {
        if (traded.Instrument.Fees is not { PaidIn: FeeAsset.Other, OtherAsset: { } other } fees || traded.FeeMarket?.Book is not { IsUsable: true, BidPrice: > 0 } book)
            return null;
        var price = book.PriceFrom(book.BidPrice);
        var worst = Amount.From((notional.Value * new Exact(fees.Taker.RateUnits, 8)).Divide(price.Value, Order.FeeDecimals, Rounding.Ceiling));
        return AccountOf(traded.Instrument.Venue).Of(other).Free >= worst ? price : null;
    }

    private void CancelArrives(string id, TradedInstrument traded)
    {
        if (_accounts.Find(traded.Instrument.Venue, id) is not { } order || !(order.Arrived || order.Done))
            return;
        if (order.Done)
        {
            _replies.Enqueue(ViewOf(order).ToReply());
            return;
        }

        if (order.TimeInForce != TimeInForce.ImmediateOrCancel && Happens(_settings.CancelRacePerMille))
            order = PaperRules.Fill(order, traded.Instrument, order.Missing, order.Limit * order.Missing, isMaker: true, _now, BesidePrice(traded, order.Limit * order.Missing));
        var ended = _accounts.Keep(order.End(_now, order.Done ? "" : "cancelled"), isMaker: true);
        _resting.RemoveAll(resting => resting.Id == id);
        _taken.Remove(id);
        Answer(ended);
    }

    /// <summary>
    /// A resting order is filled at its own price with what the other side offers at or through it, and no more than once for one
    /// crossing: what the book still shows then was somebody else's to take.
    /// </summary>
    private void Touch(PaperOrder resting)
    {
        if (!_instruments.TryGetValue((resting.Venue, resting.Symbol), out var traded) || !traded.Book.IsUsable)
            return;
        var order = _accounts.Find(traded.Instrument.Venue, resting.Id)!;
        var offered = new LocalBook(traded, _consumed).Offers(order.Side, order.Quantity, order.Limit).Filled;
        var taken = _taken.GetValueOrDefault(order.Id);
        _taken[order.Id] = offered;
        if (offered > taken)
            FillResting(order, traded, offered - taken);
    }

    /// <summary>A trade at the venue: one through a resting order's price, or at it, fills as much of the order.</summary>
    public void OnTrade(TradedInstrument traded, Price price, Quantity quantity)
    {
        for (var i = 0; i < _resting.Count; i++)
        {
            var resting = _resting[i];
            var isReached = resting.Side == Side.Buy ? price < resting.Limit : price > resting.Limit;
            if (!resting.Done && isReached && resting.Symbol == traded.Instrument.Symbol && resting.Venue == traded.Instrument.Venue.Name)
                FillResting(_accounts.Find(traded.Instrument.Venue, resting.Id)!, traded, quantity);
        }

        _resting.RemoveAll(order => order.Done);
    }

    private void FillResting(PaperOrder order, TradedInstrument traded, Quantity most)
    {
        var quantity = (most < order.Missing ? most : order.Missing).ToLot(traded.Instrument.Lot);
        if (quantity.IsZero)
            return;
        var filled = _accounts.Keep(PaperRules.Fill(order, traded.Instrument, quantity, order.Limit * quantity, isMaker: true, _now, BesidePrice(traded, order.Limit * quantity)), isMaker: true);
        _resting[_resting.FindIndex(resting => resting.Id == order.Id)] = filled;
        if (filled.Done)
            _taken.Remove(order.Id);
        Answer(filled);
    }

    private void Report(PaperAccount account, long askedAt, long since)
    {
        var balances = account.Balances
            .Where(balance => balance.Balance.Total.Sign != 0 || balance.Balance.Locked.Sign != 0)
            .Select(balance => new ReportedBalance(balance.Asset, balance.Balance.Free, balance.Balance.Locked))
            .ToList();

        // What is still on the wire the venue does not know of.
        var orders = account.Pending.Where(order => order.Arrived)
            .Concat(account.Ended.TakeWhile(order => order.ChangedAt >= since))
            .Select(order => ViewOf(order).ToReport())
            .ToList();
        _reports.Enqueue(new AccountReport(account.Venue, askedAt, since, balances, orders));
    }

    private void Acknowledge(PaperOrder order)
        => _replies.Enqueue(order.ToReply());

    private void Answer(PaperOrder order)
    {
        if (Happens(_settings.LostAnswerPerMille))
            return;
        var reply = order.ToReply();
        if (Happens(_settings.LateAnswerPerMille))
            At(_now + Late(), () => _replies.Enqueue(reply));
        else
            _replies.Enqueue(reply);
        if (Happens(_settings.DoubledAnswerPerMille))
            At(_now + Latency(), () => _replies.Enqueue(reply));
    }

    /// <summary>What the venue says of it: for a while less than is true, where it was told to end before all was known.</summary>
    private PaperOrder ViewOf(PaperOrder order) => _told.GetValueOrDefault(order.Id) ?? order;

    private Quantity Share(Quantity whole, Instrument instrument)
        => new Quantity(whole.Value * new Exact(_random.Next(0, 100), 2)).ToLot(instrument.Lot);

    private long Latency() => _settings.Latency + (_random.NextInt64(1000) * (_settings.LatencySpread / 1000));

    private long Late() => _random.NextInt64(1000) * (_settings.Lateness / 1000);

    private void At(long time, Action happens) => _due.Enqueue(happens, (time, ++_number));

    private bool Happens(int perMille) => perMille > 0 && _random.Next(1000) < perMille;
}
