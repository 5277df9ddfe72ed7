using Arbit.EdgeRunner.Detection;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Lease;

/// <summary>Nothing new begins without the lease.</summary>
/// <param name="next">What else has to allow it.</param>
public sealed class LeaseGate(ITradeGate next) : ITradeGate
{
    public bool IsOpen { get; set; }

    public RefusalReason Check(CyclePath path, long now) => IsOpen ? next.Check(path, now) : RefusalReason.NoLease;
}
