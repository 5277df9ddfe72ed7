using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>
/// One account as its exchange keeps it: balances of its own, open orders, history, fills. It is a fold over the lines of its
/// orders (<see cref="Apply"/>), so whoever keeps the lines keeps the account. One thread at a time.
/// </summary>
public sealed class PaperAccount(Venue venue)
{
    /// <summary>Ended orders, and fills, that are still known; a venue keeps no more for ever either.</summary>
    public const int HistoryKept = 20_000;

    private readonly Dictionary<string, PaperOrder> _orders = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly LinkedList<PaperOrder> _ended = [];
    private readonly LinkedList<PaperFill> _fills = [];
    private readonly SortedDictionary<Asset, PaperBalance> _balances = [];
    private readonly HashSet<string> _moved = new(StringComparer.Ordinal);
    private long _lastOrder;
    private long _lastFill;

    public Venue Venue { get; } = venue;

    /// <summary>It has been given its opening balances.</summary>
    public bool IsOpened { get; private set; }

    /// <summary>Everything that was sent and is not ended, in the order of its coming.</summary>
    public IEnumerable<PaperOrder> Pending => _open.Select(id => _orders[id]);

    /// <summary>Ended orders that are still known, newest first.</summary>
    public IEnumerable<PaperOrder> Ended
    {
        get
        {
            for (var node = _ended.Last; node is not null; node = node.Previous)
                yield return node.Value;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<PaperFill> Fills
    {
        get
        {
            for (var node = _fills.Last; node is not null; node = node.Previous)
                yield return node.Value;
        }
    }

    public IEnumerable<(Asset Asset, PaperBalance Balance)> Balances => _balances.Select(balance => (balance.Key, balance.Value));

    public PaperBalance Of(Asset asset) => _balances.GetValueOrDefault(asset);

    public PaperOrder? Find(string clientOrderId) => _orders.GetValueOrDefault(clientOrderId);

    public PaperOrder? Find(long number) => _orders.Values.FirstOrDefault(order => order.Number == number);

    public long NextNumber() => ++_lastOrder;

    /// <summary>Money that comes from outside; the first makes it an account.</summary>
    public void Deposit(Asset asset, Amount amount)
    {
        IsOpened = true;
        _balances[asset] = Of(asset) with { Total = Of(asset).Total + amount };
    }

    public void Open() => IsOpened = true;

    /// <summary>It was made before, and is not made again.</summary>
    public bool HasMoved(string id) => _moved.Contains(id);

    /// <summary>Money into or out of the account outside trading; once for an id. False where less is free: then nothing happens.</summary>
    public bool TryMove(string id, Asset asset, Amount change)
    {
        if (_moved.Contains(id))
            return true;
        if ((Of(asset).Free + change).Sign < 0)
            return false;
        _moved.Add(id);
        Add(asset, change);
        return true;
    }

    /// <summary>Takes an order's newest line: what it has been filled more than before is booked, what it claims is locked.</summary>
    /// <returns>The fill, where the line brought one.</returns>
    public PaperFill? Apply(PaperOrder order, bool isMaker = false)
    {
        var before = _orders.GetValueOrDefault(order.Id);
        _orders[order.Id] = order;
        _lastOrder = Math.Max(_lastOrder, order.Number);
        if (before is null)
            _open.Add(order.Id);
        Lock(order.Spends, order.Locked - (before?.Locked ?? Amount.Zero));
        var fill = order.Filled > (before?.Filled ?? Quantity.Zero) ? Book(order, before, isMaker) : null;
        if (order.Done && before is not { Done: true })
            Retire(order);
        return fill;
    }

    private void Lock(Asset asset, Amount change)
    {
        if (change.Sign != 0)
            _balances[asset] = Of(asset) with { Locked = Of(asset).Locked + change };
    }

    private PaperFill Book(PaperOrder order, PaperOrder? before, bool isMaker)
    {
        var quantity = order.Filled - (before?.Filled ?? Quantity.Zero);
        var notional = order.FilledNotional - (before?.FilledNotional ?? Notional.Zero);
        var fee = order.Fee - (before?.Fee ?? Amount.Zero);
        var isBuy = order.Side == Side.Buy;
        Add(order.Symbol.Base, isBuy ? Amount.From(quantity) : -Amount.From(quantity));
        Add(order.Symbol.Quote, isBuy ? -Amount.From(notional) : Amount.From(notional));
        if (fee.Sign != 0)
            Add(order.FeeAsset, -fee);
        var fill = new PaperFill(++_lastFill, order, quantity, notional, fee, isMaker, order.ChangedAt);
        _fills.AddLast(fill);
        if (_fills.Count > HistoryKept)
            _fills.RemoveFirst();
        return fill;
    }

    private void Add(Asset asset, Amount change) => _balances[asset] = Of(asset) with { Total = Of(asset).Total + change };

    private void Retire(PaperOrder order)
    {
        _open.Remove(order.Id);
        _ended.AddLast(order);
        if (_ended.Count <= HistoryKept)
            return;
        _orders.Remove(_ended.First!.Value.Id);
        _ended.RemoveFirst();
    }
}
