namespace Arbit.EdgeRunner.Page.State;

/// <summary>Subscriptions of one venue.</summary>
public sealed record SubscriptionsView
{
    public required int Wanted { get; init; }

    /// <summary>Acknowledged, and heard from.</summary>
    public required int Live { get; init; }
}
