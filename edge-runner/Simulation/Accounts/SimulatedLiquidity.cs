using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>A simulated book as an order sees it. The market is everybody's, and the same for one seed: taking leaves no trace in it.</summary>
public sealed class SimulatedLiquidity(SimulatedBook book) : ILiquidity
{
    public (Quantity Filled, Notional Notional) Offers(Side side, Quantity most, Price limit)
    {
        Quantity filled = Quantity.Zero;
        Notional notional = Notional.Zero;
        foreach ((Price price, Quantity quantity) in Levels(side, most, limit))
        {
            filled += quantity;
            notional += price * quantity;
        }

        return (filled, notional);
    }

    /// <summary>Level by level, best first: each is a trade.</summary>
    public IEnumerable<(Price Price, Quantity Quantity)> Levels(Side side, Quantity most, Price limit)
    {
        LevelLadder offered = side == Side.Buy ? book.Asks : book.Bids;
        SimulatedInstrument instrument = book.Instrument;
        for (int index = 0; index < offered.Count && !most.IsZero; index++)
        {
            Price price = Price.FromUnits(offered[index].Price, instrument.PriceDecimals);
            if (side == Side.Buy ? price > limit : price < limit) yield break;
            Quantity there = Quantity.FromUnits(offered[index].Quantity, instrument.QuantityDecimals);
            Quantity taken = there < most ? there : most;
            most -= taken;
            yield return (price, taken);
        }
    }
}
