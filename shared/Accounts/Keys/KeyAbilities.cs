namespace Arbit.Accounts.Keys;

/// <summary>What a venue says that a key may do; null where it does not tell.</summary>
/// <param name="CanTrade">Spot, margin, futures or options orders.</param>
/// <param name="CanWithdraw">Send coins out of the account.</param>
/// <param name="CanEarn">Stake and take back.</param>
/// <param name="Notes">What else a person should know of the key: a missing address restriction, a right that moves money inside the account.</param>
public sealed record KeyAbilities(bool? CanTrade, bool? CanWithdraw, bool? CanEarn, IReadOnlyList<string> Notes)
{
    /// <summary>Nothing is told.</summary>
    public static KeyAbilities Unknown { get; } = new(null, null, null, []);
}
