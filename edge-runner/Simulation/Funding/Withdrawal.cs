using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>A withdrawal that a venue has taken. What will become of it was settled when it was taken, and is nobody's to see before.</summary>
/// <param name="Number">Counts all withdrawals of all venues from 1.</param>
/// <param name="Amount">What arrives.</param>
/// <param name="Fee">What was taken beside it.</param>
/// <param name="TxId">Of the network; empty until it was sent.</param>
/// <param name="RequestedAt">Unix nanoseconds, as every time here.</param>
/// <param name="ChangedAt">When the state was last another.</param>
/// <param name="Course">How it goes on.</param>
public sealed record Withdrawal(
    long Number,
    Venue Venue,
    FundingWallet Wallet,
    string ClientId,
    Asset Asset,
    string Network,
    string Address,
    string Tag,
    Amount Amount,
    Amount Fee,
    WithdrawalState State,
    string TxId,
    long RequestedAt,
    long ChangedAt,
    WithdrawalCourse Course)
{
    public string Remark { get; init; } = "";

    public bool IsOver => State is WithdrawalState.Completed or WithdrawalState.Returned;
}
