namespace Arbit.EdgeRunner.Execution;

/// <summary>How long an order lives at its venue.</summary>
public enum TimeInForce : byte
{
    /// <summary>Takes what the book has within its limit, and ends.</summary>
    ImmediateOrCancel,

    /// <summary>Takes what the book has, and rests with what is left until it is filled or cancelled.</summary>
    GoodTilCancelled,

    /// <summary>Only ever rests: refused where it would take.</summary>
    PostOnly,
}
