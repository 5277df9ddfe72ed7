using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>
/// Where the members of one item of a message's data stand: its symbol tells at which scale they are to be read, and may come
/// behind them. Positions are -1 where a member is missing.
/// </summary>
internal ref struct KrakenItem
{
    public ReadOnlySpan<byte> Symbol;
    public int Bids = -1;
    public int Asks = -1;
    public int Price = -1;
    public int Quantity = -1;
    public int Bid = -1;
    public int Ask = -1;
    public long Checksum = -1;
    public bool IsSell;

    public KrakenItem()
    {
    }

    public void Find(ref WireReader reader)
    {
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            var at = reader.Position;
            switch (name.Length)
            {
                case 3 when name.SequenceEqual("bid"u8):
                    Bid = at;
                    break;
                case 3 when name.SequenceEqual("ask"u8):
                    Ask = at;
                    break;
                case 3 when name.SequenceEqual("qty"u8):
                    Quantity = at;
                    break;
                case 4 when name.SequenceEqual("bids"u8):
                    Bids = at;
                    break;
                case 4 when name.SequenceEqual("asks"u8):
                    Asks = at;
                    break;
                case 4 when name.SequenceEqual("side"u8):
                    IsSell = reader.ReadString().SequenceEqual("sell"u8);
                    continue;
                case 5 when name.SequenceEqual("price"u8):
                    Price = at;
                    break;
                case 6 when name.SequenceEqual("symbol"u8):
                    Symbol = reader.ReadString();
                    continue;
                case 8 when name.SequenceEqual("checksum"u8):
                    Checksum = reader.ReadWhole();
                    if (Checksum > uint.MaxValue)
                        reader.Fail(FrameFault.BadNumber);
                    continue;
            }

            reader.Skip();
        }

        if (Symbol.IsEmpty)
            reader.Fail(FrameFault.MissingField);
    }
}
