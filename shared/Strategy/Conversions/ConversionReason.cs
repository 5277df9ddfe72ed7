namespace Arbit.Strategy.Conversions;

/// <summary>Why there is a route, or none. A closed list; in JSON by its name in camelCase.</summary>
public enum ConversionReason : byte
{
    /// <summary>There is one.</summary>
    Found,

    /// <summary>It is that asset already.</summary>
    SameAsset,

    /// <summary>No pairs of this venue lead from one to the other.</summary>
    NoPath,

    /// <summary>Pairs lead there, and none of the routes can be traded with this amount; the alternatives say why.</summary>
    NoneTradable,
}
