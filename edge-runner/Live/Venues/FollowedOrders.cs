using System.Collections.Concurrent;
using Arbit.EdgeRunner.Execution;
using Arbit.Live.Venues;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// The newest orders of this run, by our ids and by their venues'. What an earlier run left resting is not among them: the account's reports
/// tell of it. For any thread.
/// </summary>
public sealed class FollowedOrders
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, FollowedOrder> _byOurs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Venue, string), FollowedOrder> _byTheirs = new();
    private readonly ConcurrentQueue<FollowedOrder> _oldest = new();

    public FollowedOrder Begin(Order order)
    {
        var followed = new FollowedOrder(order);
        _byOurs[order.Id] = followed;
        _oldest.Enqueue(followed);
        while (_oldest.Count > Most && _oldest.TryDequeue(out var old))
            Forget(old);
        return followed;
    }

    public FollowedOrder? Of(Order order) => _byOurs.GetValueOrDefault(order.Id);

    /// <summary>The one that a message is about; null for none of ours. Messages after the first may name it by the venue's id alone.</summary>
    public FollowedOrder? Of(Venue venue, OrderNews news)
    {
        var followed = _byOurs.GetValueOrDefault(news.ClientId) ?? _byTheirs.GetValueOrDefault((venue, news.VenueId));
        if (followed is null || followed.Order.Instrument.Venue != venue)
            return null;
        _byTheirs[(venue, news.VenueId)] = followed;
        return followed;
    }

    public IEnumerable<FollowedOrder> OpenAt(Venue venue) => _byOurs.Values.Where(followed => !followed.HasEnded && followed.Order.Instrument.Venue == venue);

    private void Forget(FollowedOrder old)
    {
        _byOurs.TryRemove(old.Order.Id, out _);
        foreach (var (key, followed) in _byTheirs)
        {
            if (followed == old)
                _byTheirs.TryRemove(key, out _);
        }
    }
}
