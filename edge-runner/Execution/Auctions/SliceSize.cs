using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>How much of a larger size is shown at a time.</summary>
/// <param name="Most">At most so much, in the base asset.</param>
/// <param name="DepthShare">And no more than this share of what stands on the thinner side's best levels.</param>
public sealed record SliceSize(Quantity Most, Bps DepthShare)
{
    /// <summary>On the lot, at least the venue's minimum; zero where the depth allows no such slice now.</summary>
    public Quantity Of(Instrument instrument, Quantity remaining, in AuctionBook book, Price price)
    {
        var depth = book.BidDepth < book.AskDepth ? book.BidDepth : book.AskDepth;
        var allowed = Least(remaining, new Quantity((depth.Value * new Exact(DepthShare.RateUnits, 8)).Round(PowersOfTen.MaxLong, Rounding.Floor)));
        var size = Least(allowed, Most).ToLot(instrument.Lot);

        // A rest that is too small for an order of its own would be left over: it goes along where the depth allows it.
        if (size < remaining && OrderMinimum.IsBelow(instrument, (remaining - size).ToLot(instrument.Lot), price) && allowed >= remaining)
            size = remaining.ToLot(instrument.Lot);
        return OrderMinimum.IsBelow(instrument, size, price) ? Quantity.Zero : size;
    }

    private static Quantity Least(Quantity a, Quantity b) => a < b ? a : b;
}
