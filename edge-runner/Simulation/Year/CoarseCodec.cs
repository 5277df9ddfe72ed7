using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// Reads the books of a market that is shown only now and then: whole books of a few levels, proven to their end, in a form that no
/// venue has (<c>{"s":"BTCUSDT","b":[["61800.1","0.5"]],"a":[…]}</c>). What venues really send is the business of their own codecs.
/// </summary>
internal sealed class CoarseCodec(Venue venue) : VenueCodec(venue)
{
    public override bool NeedsSnapshot => false;

    protected override FrameOutcome Read(ref WireReader reader, ref InstrumentFeed? feed)
    {
        Levels.Clear();
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("s"u8))
                feed = Find(reader.ReadString());
            else if (feed is null)
                reader.Skip();
            else
                ReadSide(ref reader, feed, isBids: name.SequenceEqual("b"u8));
        }

        reader.End();
        if (reader.Failed)
            return default;
        if (feed is null)
            return FrameOutcome.Of(FrameKind.Ignored);
        feed.Book.Load(Levels);
        feed.Book.Bids.ProveAll();
        feed.Book.Asks.ProveAll();
        Settle(feed, feed.Book.Sequence + 1);
        return FrameOutcome.Of(FrameKind.Book, feed);
    }

    private void ReadSide(ref WireReader reader, InstrumentFeed feed, bool isBids)
    {
        reader.BeginArray();
        var first = true;
        while (reader.NextItem(ref first))
        {
            var inner = true;
            reader.BeginArray();
            reader.NextItem(ref inner);
            var price = reader.ReadPrice(feed.Book.PriceDecimals);
            reader.NextItem(ref inner);
            var quantity = reader.ReadQuantity(feed.Book.QuantityDecimals);
            reader.NextItem(ref inner);
            if (reader.Failed)
                return;
            Levels.Add(price, quantity);
        }

        if (isBids)
            Levels.EndBids();
    }
}
