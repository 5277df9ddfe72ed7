using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>One transfer that is wanted, with what both ends say of their networks.</summary>
/// <param name="Asset">What is moved.</param>
/// <param name="Amount">What is to arrive, in the asset, more than zero; the network's fee comes on top.</param>
/// <param name="Price">Dollars for one unit of the asset, more than zero.</param>
/// <param name="From">The venue that sends.</param>
/// <param name="Withdrawals">Its networks, each once.</param>
/// <param name="To">The venue that receives.</param>
/// <param name="Deposits">Its networks, each once.</param>
/// <param name="Addresses">The allow list for the venue that receives.</param>
public sealed record TransferRequest(
    Asset Asset,
    Amount Amount,
    Price Price,
    Venue From,
    IReadOnlyList<WithdrawalNetwork> Withdrawals,
    Venue To,
    IReadOnlyList<DepositNetwork> Deposits,
    IReadOnlyList<AllowedAddress> Addresses)
{
    /// <summary>What is moved, in dollars.</summary>
    public Exact Dollars => Amount.Value * Price.Value;
}
