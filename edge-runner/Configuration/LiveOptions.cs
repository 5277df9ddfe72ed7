namespace Arbit.EdgeRunner.Configuration;

/// <summary>Real accounts; only a live build has the code for them. Keys are no settings: settings are part of a recording.</summary>
public sealed class LiveOptions
{
    /// <summary>paper; rehearse: simulated accounts over their private interfaces; dry: real accounts, no order leaves; real.</summary>
    public string Orders { get; set; } = "paper";

    /// <summary>Venue → how much it may be sent. One that is not here has the first limits, small ones.</summary>
    public Dictionary<string, OrderLimitOptions> Limits { get; set; } = [];

    /// <summary>Requests that an account sends its venue in ten seconds, a quarter of them for orders alone.</summary>
    public int RequestsPer10Seconds { get; set; } = 60;
}

/// <summary>Of one account, in dollars. A person confirms them by a sentence, and again when they change.</summary>
public sealed class OrderLimitOptions
{
    public string PerOrderUsd { get; set; } = "10";

    public string PerDayUsd { get; set; } = "100";
}
