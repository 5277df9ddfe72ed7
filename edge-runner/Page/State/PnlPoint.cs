namespace Arbit.EdgeRunner.Page.State;

/// <summary>One point of the PnL curve.</summary>
public sealed record PnlPoint
{
    public required DateTimeOffset Time { get; init; }

    /// <summary>Session net in USD after this moment.</summary>
    public required decimal Net { get; init; }
}
