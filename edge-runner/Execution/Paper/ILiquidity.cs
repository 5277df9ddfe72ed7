using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>What an order on paper can be filled with.</summary>
public interface ILiquidity
{
    /// <summary>How much the book offers within a limit, best first, and what it comes to; looking takes nothing out of the book.</summary>
    (Quantity Filled, Notional Notional) Offers(Side side, Quantity most, Price limit);
}
