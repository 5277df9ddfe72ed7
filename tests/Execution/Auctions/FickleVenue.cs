using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Auctions;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Execution.Auctions;

/// <summary>
/// A venue and the line to it, as bad as they come: orders and answers are lost, late, doubled and out of order, orders are
/// refused, and fills go on until a cancel has really arrived. It knows the truth; the auction knows what it is told.
/// </summary>
internal sealed class FickleVenue(Random random, Instrument instrument, Side side, FickleVenue.Temper temper) : IAuctionOrders
{
    private const long Millisecond = 1_000_000;

    private readonly PriorityQueue<(int Ordinal, OrderReply Reply), (long At, int Tie)> _mail = new();
    private readonly PriorityQueue<int, long> _cancels = new();
    private int _posted;

    public List<True> Orders { get; } = [];

    public long Now { get; set; }

    public AuctionBook Book { get; set; }

    public Action<AuctionOrder>? Placed { get; set; }

    /// <summary>What was filled, and what may still be: the venue's own word.</summary>
    public decimal Exposure => Orders.Sum(order => order.IsLive ? order.Quantity : order.Filled);

    public decimal Filled => Orders.Sum(order => order.Filled);

    public void Place(AuctionOrder order)
    {
        Placed?.Invoke(order);
        var truth = new True { Ordinal = order.Ordinal, Price = order.Price.Value.ToDecimal(), Quantity = order.Quantity.Value.ToDecimal(), IsCrossing = order.IsCrossing, SentAt = Now };
        Orders.Add(truth);
        if (Happens(temper.LostOrder))
            return;
        truth.IsKnown = true;
        var crosses = side == Side.Buy ? order.Price >= Book.Ask : order.Price <= Book.Bid;
        if (Happens(temper.Refusal) || (!order.IsCrossing && crosses && Book.IsUsable))
        {
            Post(truth, ReplyKind.Rejected);
            return;
        }

        truth.IsLive = true;
        Post(truth, ReplyKind.Accepted);
        if (!order.IsCrossing)
            return;
        Fill(truth);
        truth.IsLive = false;
        Post(truth, ReplyKind.Ended);
    }

    public void Cancel(AuctionOrder order)
    {
        if (!Happens(temper.LostOrder))
            _cancels.Enqueue(order.Ordinal, Now + Delay());
    }

    /// <summary>Fills what somebody takes, lets cancels arrive, and hands over the answers that are due.</summary>
    public void Advance(long now, Action<int, OrderReply> deliver)
    {
        Now = now;
        foreach (var order in Orders.Where(order => order.IsLive && Happens(temper.Fill)))
            Fill(order);
        while (_cancels.TryPeek(out var ordinal, out var at) && at <= now)
        {
            _cancels.Dequeue();
            var order = Orders[ordinal - 1];
            if (!order.IsLive)
                continue;

            // Word of the end may be ahead of word of a fill just before it.
            var said = order.Filled;
            if (Happens(temper.Fill))
                Fill(order, silent: true);
            order.IsLive = false;
            if (said != order.Filled)
                Post(order, ReplyKind.Progress, order.Filled, temper.SettlesWithin);
            Post(order, ReplyKind.Ended, said);
        }

        while (_mail.TryPeek(out var letter, out var due) && due.At <= now)
        {
            _mail.Dequeue();
            deliver(letter.Ordinal, letter.Reply);
        }
    }

    /// <summary>Somebody asks after orders that nobody has heard of for too long; the answer is the truth.</summary>
    public void LookUp(AuctionState state, long deadline)
    {
        foreach (var order in state.Orders.Where(order => !order.IsTerminal && Now - order.SentAt >= deadline))
        {
            var truth = Orders[order.Ordinal - 1];
            Post(truth, !truth.IsKnown ? ReplyKind.NotFound : truth.IsLive ? ReplyKind.Progress : ReplyKind.Ended);
        }
    }

    private bool Happens(int perMille) => random.Next(1000) < perMille;

    private long Delay() => random.Next(1, 400) * Millisecond;

    private void Fill(True order, bool silent = false)
    {
        var lots = (int)((order.Quantity - order.Filled) / instrument.Lot.Value.ToDecimal());
        if (lots <= 0)
            return;
        order.Filled += (Happens(500) ? lots : random.Next(1, lots + 1)) * instrument.Lot.Value.ToDecimal();
        order.IsLive = order.Filled < order.Quantity;
        if (!silent)
            Post(order, order.IsLive ? ReplyKind.Progress : ReplyKind.Ended);
    }

    private void Post(True order, ReplyKind kind) => Post(order, kind, order.Filled, long.MaxValue);

    private void Post(True order, ReplyKind kind, decimal filled, long within = long.MaxValue)
    {
        var quantity = new Quantity(Exact.FromDecimal(filled));
        var reply = new OrderReply($"{order.Ordinal}", kind, quantity, new Notional(Exact.FromDecimal(filled * order.Price)), Amount.Zero, default, "");
        var isKept = within == long.MaxValue;
        if (isKept && Happens(temper.LostAnswer))
            return;
        for (var copies = Happens(temper.Doubled) ? 2 : 1; copies > 0; copies--)
            _mail.Enqueue((order.Ordinal, reply), (Now + Math.Min(Delay(), within), ++_posted));
    }

    /// <summary>Chances in a thousand.</summary>
    internal sealed record Temper(int Fill = 100, int Refusal = 50, int LostOrder = 50, int LostAnswer = 100, int Doubled = 200)
    {
        public static Temper Kind { get; } = new(300, 0, 0, 0, 0);

        /// <summary>Word of a last fill comes so long after it at most.</summary>
        public long SettlesWithin { get; init; } = 300 * Millisecond;
    }

    internal sealed class True
    {
        public int Ordinal { get; init; }

        public decimal Price { get; init; }

        public decimal Quantity { get; init; }

        public bool IsCrossing { get; init; }

        public long SentAt { get; init; }

        public decimal Filled { get; set; }

        public bool IsKnown { get; set; }

        public bool IsLive { get; set; }
    }
}
