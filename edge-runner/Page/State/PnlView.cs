namespace Arbit.EdgeRunner.Page.State;

/// <summary>What trading made, in USD. A win is a cycle that completed with a profit; an unwound cycle is a failure.</summary>
public sealed record PnlView
{
    /// <summary>After fees, over everything in the ledger.</summary>
    public required decimal NetRealised { get; init; }

    /// <summary>After fees, since this start.</summary>
    public required decimal SessionNet { get; init; }

    /// <summary>What the same session's cycles promised when they were taken.</summary>
    public required decimal Expected { get; init; }

    /// <summary>Paid this session; 0 or more.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Lost this session between the price seen and the price got; negative where the fill was better.</summary>
    public required decimal Slippage { get; init; }

    /// <summary>0 to 1; null before the first cycle has ended.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Cycles of this session whose first order was sent.</summary>
    public required long Attempted { get; init; }

    /// <summary>All legs filled, whatever the result.</summary>
    public required long Completed { get; init; }

    /// <summary>Given up; what had been bought was sold again.</summary>
    public required long Unwound { get; init; }

    /// <summary>A leg failed, and the cycle was completed another way.</summary>
    public required long Recovered { get; init; }

    /// <summary>Session net over time, oldest first, times strictly rising; bounded by the publisher (about 600).</summary>
    public required IReadOnlyList<PnlPoint> Curve { get; init; }
}
