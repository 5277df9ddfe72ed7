namespace Arbit.EdgeRunner.Page.State;

/// <summary>One order of a cycle.</summary>
public sealed record LegView
{
    public required string Venue { get; init; }

    public required string Symbol { get; init; }

    public required LegSide Side { get; init; }

    /// <summary>In the base asset.</summary>
    public required decimal Quantity { get; init; }

    public required decimal Limit { get; init; }

    /// <summary>In the base asset; cumulative.</summary>
    public required decimal Filled { get; init; }

    /// <summary>Null until something was filled.</summary>
    public required decimal? Average { get; init; }

    /// <summary>In the fee asset.</summary>
    public required decimal Fee { get; init; }

    public required string? FeeAsset { get; init; }

    /// <summary>Code of the execution's closed list of order states; "unknown" is one of them.</summary>
    public required string State { get; init; }

    /// <summary>Run epoch, cycle and leg; empty before the order was sent.</summary>
    public required string ClientOrderId { get; init; }
}
