using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>One way of an asset into and out of a venue, as the venue's list tells it.</summary>
/// <param name="Asset">Which coin.</param>
/// <param name="Network">Canonical id: tron, solana, polygon, base, bsc, ethereum, bitcoin …</param>
/// <param name="WithdrawFee">In the coin itself, on top of what arrives.</param>
/// <param name="MinWithdraw">The least that may arrive, in the coin.</param>
/// <param name="Takes">From the request to the credit on the other side, as measured; the single one varies.</param>
public sealed record NetworkTerms(Asset Asset, string Network, Amount WithdrawFee, Amount MinWithdraw, TimeSpan Takes)
{
    /// <summary>Of the token on this network; empty for the network's own coin.</summary>
    public string Contract { get; init; } = "";

    /// <summary>A deposit without its tag belongs to nobody (lesson L25).</summary>
    public bool TagRequired { get; init; }

    public bool DepositEnabled { get; init; } = true;

    public bool WithdrawEnabled { get; init; } = true;

    /// <summary>A smaller deposit is seen and never credited by itself.</summary>
    public Amount MinDeposit { get; init; }

    /// <summary>Blocks until a deposit counts.</summary>
    public int Confirmations { get; init; } = 12;
}
