using Arbit.EdgeRunner.Ledger;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>What a cycle has left over at this moment, and by when it has to be closed.</summary>
/// <param name="Owner">The cycle that closes it; null for what was gathered below the minimum, which nobody has to.</param>
/// <param name="Place">Where it lies; null where it is spread.</param>
/// <param name="Asset">Of what.</param>
/// <param name="Change">How much: negative where too much was sold.</param>
/// <param name="InDollars">Its size, at the price it could be sold at; null where that is not known.</param>
/// <param name="Since">Unhedged since, Unix nanoseconds; 0 for what is held.</param>
/// <param name="Deadline">Past it, trading is restrained; 0 for what is held.</param>
public sealed record ResidualExposure(Cycle? Owner, Place? Place, Asset Asset, Amount Change, Amount? InDollars, long Since, long Deadline)
{
    public bool IsHeld => Owner is null;
}
