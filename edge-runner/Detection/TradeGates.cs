using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>Several gates as one: the first that refuses says why.</summary>
public sealed class TradeGates(IReadOnlyList<ITradeGate> gates) : ITradeGate
{
    private readonly ITradeGate[] _gates = gates.ToArray();

    public RefusalReason Check(CyclePath path, long now)
    {
        foreach (var gate in _gates)
        {
            var reason = gate.Check(path, now);
            if (reason != RefusalReason.None)
                return reason;
        }

        return RefusalReason.None;
    }
}
