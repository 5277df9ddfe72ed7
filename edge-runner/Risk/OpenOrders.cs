using Arbit.EdgeRunner.Execution;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Orders that have not ended, of cycles that have not. Few, so they are counted, without allocating.</summary>
internal static class OpenOrders
{
    public static int At(TradeBook book, Venue venue)
    {
        var open = 0;
        for (var i = 0; i < book.Open.Count; i++)
        {
            var orders = book.Open[i].Orders;
            for (var j = 0; j < orders.Count; j++)
            {
                if (!orders[j].IsTerminal && orders[j].Instrument.Venue == venue)
                    open++;
            }
        }

        return open;
    }
}
