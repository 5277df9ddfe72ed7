using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The venues' accounts with their orders, kept in a log of their own: whatever changes one is written before it does.</summary>
internal sealed class PaperAccounts : IDisposable
{
    private static ReadOnlySpan<byte> OpeningLine => "{\"opened\""u8;

    private static ReadOnlySpan<byte> MovementLine => "{\"moved\""u8;

    private readonly SortedDictionary<Venue, PaperAccount> _accounts = [];
    private readonly AppendLog? _log;

    /// <param name="path">Its own log; null for one that forgets.</param>
    /// <param name="venues">Where there is an account.</param>
    /// <param name="opening">What each begins with, unless the log knows it already.</param>
    public PaperAccounts(string? path, IEnumerable<Venue> venues, IReadOnlyList<RecordedBalance> opening)
    {
        foreach (var venue in venues)
            Of(venue);
        _log = path is null ? null : AppendLog.Open(path, Recall);
        foreach (var place in opening.GroupBy(balance => balance.Place, StringComparer.Ordinal))
            Open(new PaperOpening(place.Key, place.ToList()));
    }

    public IEnumerable<PaperAccount> All => _accounts.Values;

    /// <summary>When an order last changed in an earlier life, Unix nanoseconds; 0 where none did.</summary>
    public long LastChange { get; private set; }

    public PaperAccount Of(Venue venue)
    {
        if (!_accounts.TryGetValue(venue, out var account))
            _accounts.Add(venue, account = new PaperAccount(venue));
        return account;
    }

    public PaperOrder? Find(Venue venue, string id) => Of(venue).Find(id);

    /// <summary>An order as it has become.</summary>
    public PaperOrder Keep(PaperOrder order, bool isMaker = false)
    {
        _log?.Append(RecordCodec.Encode(order));
        Of(new Venue(order.Venue)).Apply(order, isMaker);
        return order;
    }

    /// <inheritdoc cref="PaperVenue.TryMove"/>
    public bool TryMove(string id, Venue venue, Asset asset, Amount change)
    {
        var account = Of(venue);
        if (account.HasMoved(id))
            return true;
        if ((account.Of(asset).Free + change).Sign < 0)
            return false;
        _log?.Append(RecordCodec.Encode(new PaperMovement(id, venue, asset, change)));
        return account.TryMove(id, asset, change);
    }

    public void Dispose() => _log?.Dispose();

    private void Recall(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(OpeningLine))
        {
            Apply(RecordCodec.Decode<PaperOpening>(line));
            return;
        }

        if (line.StartsWith(MovementLine))
        {
            var movement = RecordCodec.Decode<PaperMovement>(line);
            Of(movement.Venue).TryMove(movement.Moved, movement.Asset, movement.Change);
            return;
        }

        var order = RecordCodec.Decode<PaperOrder>(line);
        Of(new Venue(order.Venue)).Apply(order);
        LastChange = Math.Max(LastChange, order.ChangedAt);
    }

    private void Open(PaperOpening opening)
    {
        if (Of(new Venue(opening.Opened)).IsOpened)
            return;
        _log?.Append(RecordCodec.Encode(opening));
        Apply(opening);
    }

    private void Apply(PaperOpening opening)
    {
        foreach (var balance in opening.Balances)
            Of(new Venue(opening.Opened)).Deposit(balance.Asset, balance.Amount);
    }
}
