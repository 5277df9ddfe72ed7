using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What one venue does outside trading.</summary>
/// <param name="Venue">Which.</param>
/// <param name="Networks">Its ways in and out, one for each asset and network.</param>
/// <param name="Products">What can be staked there.</param>
public sealed record FundingVenue(Venue Venue, IReadOnlyList<NetworkTerms> Networks, IReadOnlyList<StakingProduct> Products)
{
    /// <summary>Out of which wallet withdrawals go; KuCoin's only out of main.</summary>
    public FundingWallet WithdrawsFrom { get; init; } = FundingWallet.Trade;

    /// <summary>Where deposits arrive; KuCoin's may be told to go to trade.</summary>
    public FundingWallet DepositsTo { get; init; } = FundingWallet.Trade;

    public bool HasMain => WithdrawsFrom == FundingWallet.Main || DepositsTo == FundingWallet.Main;

    /// <summary>What the account pays for fills where <see cref="PairFees"/> says nothing else.</summary>
    public FeeSchedule Fees { get; init; } = FeeSchedule.PaperDefault;

    public IReadOnlyDictionary<Symbol, FeeSchedule> PairFees { get; init; } = new Dictionary<Symbol, FeeSchedule>();
}
