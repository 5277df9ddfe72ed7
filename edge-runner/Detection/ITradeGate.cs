using Arbit.Strategy;

namespace Arbit.EdgeRunner.Detection;

/// <summary>Whether a new cycle may begin on a path at all: trading state, cooldown, open orders, residuals.</summary>
public interface ITradeGate
{
    /// <summary><see cref="RefusalReason.None"/> where it may.</summary>
    RefusalReason Check(CyclePath path, long now);
}
