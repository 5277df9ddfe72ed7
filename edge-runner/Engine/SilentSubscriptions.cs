using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Engine;

/// <summary>Finds the subscriptions that have fallen silent while their connection lives.</summary>
/// <param name="outbox">Makes subscriptions and connections anew.</param>
/// <param name="audit">Where it is told.</param>
/// <param name="books">Told of each that cannot be trusted any more.</param>
public sealed class SilentSubscriptions(IOutbox outbox, AuditTrail audit, BookStates books)
{
    /// <summary>At a time: venues count messages (Binance takes five a second).</summary>
    private const int MostResubscriptions = 2;

    private readonly List<(InstrumentFeed Feed, FeedChannel Channel)> _silent = [];

    /// <summary>Each subscription against its own rate (lesson L18): the silent one is made again, then the connection; where many are silent, that at once.</summary>
    public void Look(VenueShard shard, long now)
    {
        if (shard.Connection is not (ConnectionState.Connected or ConnectionState.Subscribed))
            return;
        _silent.Clear();
        var reconnect = false;
        foreach (var feed in shard.Codec.Feeds)
        {
            if (shard.TradedBy(feed) is null)
                continue;
            for (var channel = FeedChannel.Book; channel <= FeedChannel.Trade; channel++)
            {
                var step = shard.WatchOf(feed, channel).Check(now);

                // No trades may as well mean a quiet market, and nothing is decided on them alone: no ground to give up what works.
                reconnect |= step == SilenceStep.Reconnect && channel != FeedChannel.Trade;
                if (step != SilenceStep.None)
                    _silent.Add((feed, channel));
            }
        }

        if (_silent.Count == 0)
            return;
        foreach (var (feed, channel) in _silent)
            OnSilence(shard, feed, channel, now);
        if (reconnect || _silent.Count > MostResubscriptions)
            outbox.Reconnect(shard, $"{shard.Name} is silent on {string.Join(", ", _silent.Select(each => $"{each.Feed.VenueSymbol} {each.Channel}"))}");
        else
            _silent.ForEach(each => outbox.Resubscribe(shard, each.Feed, each.Channel));
    }

    private void OnSilence(VenueShard shard, InstrumentFeed feed, FeedChannel channel, long now)
    {
        shard.Resubscriptions++;
        audit.Add(now, "subscription.silent", $"{shard.Name} {feed.VenueSymbol}", channel.ToString());
        if (channel != FeedChannel.Book || feed.Book.State != BookState.Proven)
            return;

        // Nothing may trade on it; and the new subscription brings a new start, so none is asked for beside it.
        feed.Book.Break(BookReason.Silent);
        shard.ShouldAsk(feed, now, 0);
        books.Look(shard, feed, shard.TradedBy(feed)!, now);
    }
}
