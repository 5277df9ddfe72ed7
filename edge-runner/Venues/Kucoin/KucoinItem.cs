using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Venues.Kucoin;

/// <summary>Where the members of a message's (or snapshot's) data stand, in whatever order they came; -1 where missing.</summary>
internal ref struct KucoinItem
{
    public long First = -1;
    public long Last = -1;
    public long Sequence = -1;
    public int Bids = -1;
    public int Asks = -1;
    public int BestBid = -1;
    public int BestBidSize = -1;
    public int BestAsk = -1;
    public int BestAskSize = -1;
    public int Price = -1;
    public int Size = -1;
    public bool IsSell;

    public KucoinItem()
    {
    }

    public void Find(ref WireReader reader)
    {
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("sequenceStart"u8))
                First = reader.ReadWhole();
            else if (name.SequenceEqual("sequenceEnd"u8))
                Last = reader.ReadWhole();
            else if (name.SequenceEqual("sequence"u8))
                Sequence = reader.ReadWhole();
            else if (name.SequenceEqual("side"u8))
                IsSell = reader.ReadString().SequenceEqual("sell"u8);
            else if (name.SequenceEqual("changes"u8))
                Find(ref reader);
            else if (!TryPlace(ref reader, name))
                reader.Skip();
        }
    }

    private bool TryPlace(ref WireReader reader, scoped ReadOnlySpan<byte> name)
    {
        var at = reader.Position;
        if (name.SequenceEqual("bids"u8))
            Bids = at;
        else if (name.SequenceEqual("asks"u8))
            Asks = at;
        else if (name.SequenceEqual("bestBid"u8))
            BestBid = at;
        else if (name.SequenceEqual("bestBidSize"u8))
            BestBidSize = at;
        else if (name.SequenceEqual("bestAsk"u8))
            BestAsk = at;
        else if (name.SequenceEqual("bestAskSize"u8))
            BestAskSize = at;
        else if (name.SequenceEqual("price"u8))
            Price = at;
        else if (name.SequenceEqual("size"u8))
            Size = at;
        return false;
    }
}
