using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>The engine's own book of a venue, as far as it is proven, without what earlier fills on paper took from it.</summary>
public sealed class LocalBook(TradedInstrument traded, ConsumedLevels consumed) : ILiquidity
{
    /// <summary>As <see cref="Offers"/>, and what is taken is not there a second time.</summary>
    public (Quantity Filled, Notional Notional) Take(Side side, Quantity most, Price limit)
    {
        if (!traded.Book.IsUsable)
            return default;
        var (filled, notional, _, _) = PaperMatch.Take(traded, side, most, limit, consumed);
        return (filled, notional);
    }

    public (Quantity Filled, Notional Notional) Offers(Side side, Quantity most, Price limit)
    {
        if (!traded.Book.IsUsable)
            return default;
        var (filled, notional, _, _) = PaperMatch.Fill(traded, side, most, limit, consumed);
        return (filled, notional);
    }
}
