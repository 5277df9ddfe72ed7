namespace Arbit.Strategy.Drift;

/// <summary>What is done about drift: first the conversions in their order, then the transfers.</summary>
/// <param name="Accounts">What was measured.</param>
/// <param name="Conversions">Those that an asset's drift asks for, then those that make the stablecoin of a transfer.</param>
/// <param name="Transfers">Between accounts.</param>
/// <param name="Waiting">What is asked for and not done now.</param>
public sealed record DriftPlan(
    IReadOnlyList<AccountDrift> Accounts,
    IReadOnlyList<PlannedConversion> Conversions,
    IReadOnlyList<PlannedTransfer> Transfers,
    IReadOnlyList<WaitingMove> Waiting)
{
    public bool IsNothing => Conversions.Count == 0 && Transfers.Count == 0;
}
