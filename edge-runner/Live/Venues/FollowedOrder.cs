using Arbit.EdgeRunner.Execution;
using Arbit.Live.Venues;
using Arbit.Money;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// An order that has been posted, and what its venue has said of it since, by its stream or in answer to a question. What it says itself is
/// cumulative, with the fees of all fills; where the stream leaves something out, the order has to be asked for. For any thread.
/// </summary>
public sealed class FollowedOrder(Order order)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OrderTrade> _trades = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Quantity _told;
    private bool _isKnown;
    private bool _isAsking;
    private bool _isToBeAskedAgain;

    public Order Order => order;

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>We have asked for its end.</summary>
    public bool IsBeingCancelled { get; set; }

    /// <summary>What the stream says, as a reply where it says enough; else whether a question is due.</summary>
    public (OrderReply? Reply, bool IsToBeAsked) Hear(OrderNews news)
    {
        lock (_gate)
        {
            if (news.Trade is { } trade)
                _trades[trade.Id] = trade;
            if (HasEnded)
                return default;
            if (ReplyFrom(news) is { } reply)
                return (Tell(reply), false);

            // One that is about to end anyway is asked for once, then.
            return (null, !news.IsOpen || order.Rests);
        }
    }

    /// <summary>The venue has taken it; null where that is known.</summary>
    public OrderReply? Accept()
    {
        lock (_gate)
            return Tell(Reply(isOpen: true, Quantity.Zero, Notional.Zero, Amount.Zero, default));
    }

    /// <summary>What an answer says, whether that was known or not.</summary>
    public OrderReply Answer(VenueOrder found) => Take(found, out _);

    /// <summary>What an answer says that was not known; null for nothing.</summary>
    public OrderReply? News(VenueOrder found) => Take(found, out var isNews) is var reply && isNews ? reply : null;

    /// <summary>Nothing more comes of it; false where the venue has told of it all the same, and is not to be believed before it is asked.</summary>
    public bool TryRefuse()
    {
        lock (_gate)
            return !_isKnown && _ended.TrySetResult();
    }

    /// <summary>False where its end has not been told after so long.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await _ended.Task.WaitAsync(wait, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>False where a question is under way already: it is asked once more after that one.</summary>
    public bool TryBeginAsking()
    {
        lock (_gate)
        {
            _isToBeAskedAgain = _isAsking;
            return !_isAsking && (_isAsking = true);
        }
    }

    /// <summary>Whether something was heard during the question.</summary>
    public bool IsToBeAskedAgain()
    {
        lock (_gate)
        {
            var isAgain = _isToBeAskedAgain && !HasEnded;
            _isToBeAskedAgain = false;
            _isAsking = isAgain;
            return isAgain;
        }
    }

    /// <summary>Whatever came of the question: the next may be asked.</summary>
    public void EndAsking()
    {
        lock (_gate)
            _isAsking = false;
    }

    private OrderReply Take(VenueOrder found, out bool isNews)
    {
        lock (_gate)
        {
            var reply = Reply(found.IsOpen, found.Filled, found.FilledNotional, found.Fee, found.FeeAsset);
            isNews = Tell(reply) is not null;
            return reply;
        }
    }

    /// <summary>Null where the message, with those before it, does not tell all of it.</summary>
    private OrderReply? ReplyFrom(OrderNews news)
    {
        if (news.Filled is not { } filled)
            return null;
        if (filled.IsZero)
            return Reply(news.IsOpen, filled, Notional.Zero, Amount.Zero, order.Instrument.Symbol.Quote);
        var trades = _trades.Values;
        var fees = trades.Where(trade => trade.Fee is { Sign: not 0 }).Select(trade => trade.FeeAsset).Distinct().ToList();
        var isWhole = trades.All(trade => trade.Fee is not null) && trades.Aggregate(Quantity.Zero, (sum, trade) => sum + trade.Quantity) == filled;
        return isWhole && fees.Count <= 1 && news.FilledNotional is { } notional
            ? Reply(news.IsOpen, filled, notional, trades.Aggregate(Amount.Zero, (sum, trade) => sum + trade.Fee!.Value), fees.Count == 1 ? fees[0] : order.Instrument.Symbol.Quote)
            : null;
    }

    private OrderReply Reply(bool isOpen, Quantity filled, Notional notional, Amount fee, Asset feeAsset)
    {
        var kind = ReplyKind.Ended;
        if (isOpen)
            kind = filled.IsZero ? ReplyKind.Accepted : ReplyKind.Progress;
        return new OrderReply(order.Id, kind, filled, notional, fee, feeAsset, kind == ReplyKind.Ended && IsBeingCancelled ? "cancelled" : "");
    }

    /// <summary>Null for what has been told: that it exists, that it is filled so far, that it has ended.</summary>
    private OrderReply? Tell(OrderReply reply)
    {
        var isNews = !HasEnded && (!_isKnown || reply.Filled > _told || reply.Kind == ReplyKind.Ended);
        if (!isNews)
            return null;
        _isKnown = true;
        _told = reply.Filled > _told ? reply.Filled : _told;
        if (reply.Kind == ReplyKind.Ended)
            _ended.TrySetResult();
        return reply;
    }
}
