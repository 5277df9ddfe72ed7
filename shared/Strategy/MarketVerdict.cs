namespace Arbit.Strategy;

/// <summary>What the Market Scanner says of one market, the best first: the worst of a path's markets sets its terms.</summary>
public enum MarketVerdict : byte
{
    /// <summary>Calm and bought: less profit is enough.</summary>
    Aggressive,

    Normal,

    /// <summary>Nothing is known yet, or something speaks against trading as usual.</summary>
    Careful,

    /// <summary>Nothing new is begun.</summary>
    Stop,
}
