using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Faults;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// Stands in for the venues' order side: takes orders, fills them against the local books after a latency, refuses, fills in
/// part, and now and then loses an order or an answer. Like a venue it outlives the process: what it received and did is in a log
/// of its own, and can be looked up after a crash. It belongs to the engine's thread.
/// </summary>
public sealed class PaperVenue : IOrderGateway, IDisposable
{
    private const long PatienceForBook = 1_000_000_000;

    private readonly PaperSettings _settings;
    private readonly CrashPlan _crashes;
    private readonly AppendLog? _log;
    private readonly Dictionary<string, PaperOrder> _orders = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Due, (long At, long Number)> _due = new();
    private readonly Queue<OrderReply> _replies = new();
    private readonly ConsumedLevels _consumed = new();
    private readonly Random _random;
    private long _number;
    private long _now;

    /// <param name="settings">How it behaves.</param>
    /// <param name="path">Its own log; null for one that forgets.</param>
    /// <param name="crashes">Where tests pull the plug.</param>
    public PaperVenue(PaperSettings settings, string? path, CrashPlan crashes)
    {
        _settings = settings;
        _crashes = crashes;
        _random = new Random(settings.Seed);
        if (path is null)
            return;
        _log = AppendLog.Open(path, payload => Remember(RecordCodec.Decode<PaperOrder>(payload)));

        // An order that had arrived when the plug was pulled, and had met no book: an IOC order that ends unfilled.
        foreach (var order in _orders.Values.Where(order => !order.Done).ToList())
            Finish(order with { Done = true });
    }

    public IReadOnlyCollection<PaperOrder> Orders => _orders.Values;

    /// <exception cref="InvalidOperationException">An order came under an id it already had: on a venue it might have been filled twice.</exception>
    public void Send(Order order)
    {
        _crashes.Reach("before:Send");
        if (_orders.ContainsKey(order.Id))
            throw new InvalidOperationException($"Order {order.Id} was sent twice.");

        if (Happens(_settings.LostOrderPerMille))
            return;
        var received = new PaperOrder(order.Id, order.Instrument.Venue.Name, order.Instrument.Symbol, order.Side, order.Quantity, order.Limit);
        Remember(received);
        _log?.Append(RecordCodec.Encode(received));
        _crashes.Reach("after:Send");

        // From the event that it was decided on: the time that this was last told may be older, by as long as nothing happened.
        var sentAt = Math.Max(_now, order.SentAt);
        Schedule(order, sentAt + _settings.Latency + (_random.NextInt64(1000) * (_settings.LatencySpread / 1000)), sentAt + PatienceForBook);
    }

    /// <summary>Every order here ends by itself when it meets the book, so there is nothing to end.</summary>
    public void Cancel(Order order) => LookUp(order);

    public void AskAccount(Venue venue, long since)
    {
    }

    public void LookUp(Order order)
    {
        if (!_orders.TryGetValue(order.Id, out var known))
            _replies.Enqueue(new OrderReply(order.Id, ReplyKind.NotFound, Quantity.Zero, Notional.Zero, Amount.Zero, default, "not among open orders, closed orders or fills"));
        else if (known.Done)
            _replies.Enqueue(known.ToReply());
    }

    /// <summary>Tells it the time; orders that are due meet the book.</summary>
    public void Advance(long now)
    {
        _now = now;
        while (_due.TryPeek(out var due, out var when) && when.At <= now)
        {
            _due.Dequeue();
            Execute(due.Order, due.GivesUpAt);
        }
    }

    /// <summary>When the next order is due; <see cref="long.MaxValue"/> where none is.</summary>
    public long NextDue => _replies.Count > 0 ? 0 : _due.TryPeek(out _, out var when) ? when.At : long.MaxValue;

    public bool TryTakeReply(out OrderReply reply) => _replies.TryDequeue(out reply!);

    public void Dispose() => _log?.Dispose();

    private void Execute(Order order, long givesUpAt)
    {
        var known = _orders[order.Id];
        if (Happens(_settings.RejectPerMille))
        {
            Answer(known with { Done = true, Rejected = true });
            return;
        }

        if (!order.Traded.Book.IsUsable && _now < givesUpAt)
        {
            Schedule(order, _now + _settings.Latency, givesUpAt);
            return;
        }

        var wanted = order.Quantity;
        if (Happens(_settings.PartialPerMille))
            wanted = new Quantity(wanted.Value * new Exact(_random.Next(0, 100), 2)).ToLot(order.Instrument.Lot);
        var (filled, notional, fee, asset) = order.Traded.Book.IsUsable
            ? PaperMatch.Take(order.Traded, order.Side, wanted, order.Limit, _consumed)
            : default;
        Answer(known with { Done = true, Filled = filled, FilledNotional = notional, Fee = fee, FeeAsset = asset });
    }

    private void Answer(PaperOrder done)
    {
        Finish(done);
        _crashes.Reach("venue:Executed");
        if (!Happens(_settings.LostAnswerPerMille))
            _replies.Enqueue(done.ToReply());
    }

    private void Finish(PaperOrder done)
    {
        Remember(done);
        _log?.Append(RecordCodec.Encode(done));
    }

    private void Remember(PaperOrder order) => _orders[order.Id] = order;

    private void Schedule(Order order, long at, long givesUpAt) => _due.Enqueue(new Due(order, givesUpAt), (at, ++_number));

    private bool Happens(int perMille) => perMille > 0 && _random.Next(1000) < perMille;

    private readonly record struct Due(Order Order, long GivesUpAt);
}
