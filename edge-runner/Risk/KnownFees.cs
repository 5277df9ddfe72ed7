using Arbit.EdgeRunner.Detection;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Live without a known fee does not trade (strategy.md, Fees Manager).</summary>
public sealed class KnownFees : ITradeGate
{
    public RefusalReason Check(CyclePath path, long now)
    {
        foreach (var instrument in path.Instruments)
        {
            if (!instrument.Instrument.Fees.IsKnown)
                return RefusalReason.NoFee;
        }

        return RefusalReason.None;
    }
}
