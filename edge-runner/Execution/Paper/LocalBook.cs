using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The engine's own book of a venue, as far as it is proven, less what paper fills have already taken from it.</summary>
public sealed class LocalBook(TradedInstrument traded, ConsumedLevels consumed) : ILiquidity
{
    public (Quantity Filled, Notional Notional) Offers(Side side, Quantity most, Price limit)
    {
        if (!traded.Book.IsUsable)
            return default;
        var (filled, notional, _, _) = PaperMatch.Fill(traded, side, most, limit, consumed);
        return (filled, notional);
    }

    /// <summary>So much was filled: it is not there a second time.</summary>
    public void Take(Side side, Quantity quantity, Price limit)
    {
        if (!quantity.IsZero)
            PaperMatch.Take(traded, side, quantity, limit, consumed);
    }
}
