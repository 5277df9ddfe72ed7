using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>From one wallet of an account to another: at once, without fee.</summary>
/// <param name="Number">Counts all of them from 1.</param>
/// <param name="At">Unix nanoseconds.</param>
public sealed record WalletTransfer(long Number, Venue Venue, string ClientId, Asset Asset, FundingWallet From, FundingWallet To, Amount Amount, long At);
