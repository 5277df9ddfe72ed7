using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>A withdrawal as an account asks for it.</summary>
/// <param name="ClientId">Refused a second time; empty where the venue knows no such thing, and then nothing is ever a duplicate.</param>
/// <param name="Network">Canonical id.</param>
/// <param name="Tag">Empty for none.</param>
/// <param name="Amount">What is to arrive; the fee is taken on top.</param>
public sealed record WithdrawalRequest(Venue Venue, string ClientId, Asset Asset, string Network, string Address, string Tag, Amount Amount)
{
    /// <summary>More is refused; null for whatever it is.</summary>
    public Amount? MostFee { get; init; }

    /// <summary>Told back with the withdrawal where a venue has that, and otherwise nothing to it.</summary>
    public string Remark { get; init; } = "";
}
