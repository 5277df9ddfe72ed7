using Arbit.EdgeRunner.Execution;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Arbitrage's orders that have not ended, of cycles that have not. Few, so they are counted, without allocating.</summary>
internal static class OpenOrders
{
    public static int At(TradeBook book, Venue venue)
    {
        var open = 0;
        for (var i = 0; i < book.Open.Count; i++)
        {
            if (book.Open[i].Kind == Detection.PathKind.Commanded)
                continue;
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
