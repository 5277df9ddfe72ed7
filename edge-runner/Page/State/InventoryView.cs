namespace Arbit.EdgeRunner.Page.State;

/// <summary>What is at each account, against what should be there. What is on its way counts where it goes to (lesson L27).</summary>
public sealed record InventoryView
{
    /// <summary>Over so many percentage points drift is acted on.</summary>
    public required decimal ThresholdPoints { get; init; }

    /// <summary>Trading accounts, by venue.</summary>
    public required IReadOnlyList<AccountView> Accounts { get; init; }

    /// <summary>Wallets, staked, lent, cold, and what is on its way to none of the accounts.</summary>
    public required IReadOnlyList<BalanceView> Elsewhere { get; init; }
}
