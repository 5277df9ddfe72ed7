using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The engine's own book of a venue, as far as it is proven.</summary>
public sealed class LocalBook(TradedInstrument traded) : ILiquidity
{
    public (Quantity Filled, Notional Notional) Offers(Side side, Quantity most, Price limit)
    {
        if (!traded.Book.IsUsable)
            return default;
        var (filled, notional, _, _) = PaperMatch.Fill(traded, side, most, limit);
        return (filled, notional);
    }
}
