using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What came to an address.</summary>
/// <param name="Number">Counts all deposits from 1.</param>
/// <param name="Venue">Whose address it is; null for the cold wallet, and where nobody owns it.</param>
/// <param name="Withdrawal">The number of the withdrawal that it comes from.</param>
/// <param name="SeenAt">Unix nanoseconds.</param>
/// <param name="ChangedAt">When the state was last another.</param>
/// <param name="CreditsAt">When it is due; no earlier than the end of a suspension of deposits.</param>
public sealed record Deposit(
    long Number,
    Venue? Venue,
    FundingWallet Wallet,
    long Withdrawal,
    Asset Asset,
    string Network,
    string Address,
    string Tag,
    Amount Amount,
    string TxId,
    DepositState State,
    DepositHold Hold,
    long SeenAt,
    long ChangedAt,
    long CreditsAt);
