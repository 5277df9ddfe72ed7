namespace Arbit.Strategy.Conversions;

/// <summary>Why a route was chosen, or lost. A closed list; in JSON by its name in camelCase.</summary>
public enum RouteWhy : byte
{
    /// <summary>More arrives than by any other; of equal ones the one with the fewest hops; of those the first by name.</summary>
    Chosen,

    /// <summary>Less arrives.</summary>
    ArrivesLess,

    /// <summary>As much arrives, over more hops.</summary>
    MoreHops,

    /// <summary>As much arrives over as many hops, and the other comes first by name.</summary>
    LaterByName,

    /// <summary>A side it needs has no level.</summary>
    NoLevels,

    /// <summary>What comes to a hop is less than one lot.</summary>
    BelowLot,

    /// <summary>A hop would be under the venue's minimum quantity.</summary>
    BelowMinQuantity,

    /// <summary>A hop would be under the venue's minimum notional.</summary>
    BelowMinNotional,

    /// <summary>A number of it has no place in the arithmetic.</summary>
    NumberRange,
}
