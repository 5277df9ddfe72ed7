using Arbit.Money;

namespace Arbit.Accounts;

/// <summary>Where idle dollars can be lent (Aave v3): read the rate and the gas, supply, take back. Trading never depends on it.</summary>
public interface ILendingPool
{
    /// <summary>What it is called in places: <c>lent:aave</c>.</summary>
    string Name { get; }

    Task<LendingState> ReadAsync(CancellationToken cancellation);

    /// <summary>Supplies; answered when the chain has it. The same id again answers with the one that exists.</summary>
    /// <exception cref="FundingRefusedException">The chain turned it down: nothing moved.</exception>
    /// <exception cref="FundingUnansweredException">Nobody knows: look it up.</exception>
    Task<LendingMove> SupplyAsync(string id, Amount amount, CancellationToken cancellation);

    /// <summary>Takes back; answered when the chain has it.</summary>
    /// <exception cref="FundingRefusedException">The chain turned it down: nothing moved.</exception>
    /// <exception cref="FundingUnansweredException">Nobody knows: look it up.</exception>
    Task<LendingMove> WithdrawAsync(string id, Amount amount, CancellationToken cancellation);
}

/// <summary>A pool as it stands.</summary>
/// <param name="Asset">What is lent.</param>
/// <param name="YearlyYield">Of a supplied dollar, now.</param>
/// <param name="InWallet">Not supplied, in the chain wallet.</param>
/// <param name="Supplied">In the pool, its yield included.</param>
/// <param name="GasInCoin">Of a supply and a withdrawal together, in the chain's own coin.</param>
public sealed record LendingState(Asset Asset, Bps YearlyYield, Amount InWallet, Amount Supplied, Amount GasInCoin, Asset Coin);

/// <summary>A move that the chain has.</summary>
/// <param name="Transaction">Its hash.</param>
/// <param name="GasInCoin">What it cost.</param>
public sealed record LendingMove(string Transaction, Amount Amount, Amount GasInCoin);
