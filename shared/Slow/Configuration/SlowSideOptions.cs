namespace Arbit.Slow.Configuration;

/// <summary>What a slow side outside the edge is configured with, as text: of the edge's settings those that concern it, by the same names.</summary>
public sealed class SlowSideOptions
{
    /// <summary>BTC or GOLD, before any flip.</summary>
    public string InitialMode { get; set; } = "GOLD";

    /// <summary>What counts as a dollar.</summary>
    public string[] Dollars { get; set; } = [];

    /// <summary>The accounts.</summary>
    public AccountOptions[] Venues { get; set; } = [];

    public FuelOptions Fuel { get; set; } = new();

    public SignalOptions Signals { get; set; } = new();

    public SlowOptions Slow { get; set; } = new();

    public LiveOptions Live { get; set; } = new();

    /// <summary>Who may use the operations, by name; none: nobody.</summary>
    public Dictionary<string, OperatorOptions> Operators { get; set; } = [];

    /// <summary>So long the histories of completed workflows are kept; what failed stays.</summary>
    public int HistoryDays { get; set; } = 30;
}

/// <summary>One account.</summary>
public sealed class AccountOptions
{
    /// <summary>Its venue's.</summary>
    public string Name { get; set; } = "";

    /// <summary>BASE/QUOTE: whose fees are refreshed here; none: the edge keeps those that it is configured with.</summary>
    public string[] Symbols { get; set; } = [];
}

/// <summary>Whether anything real is done.</summary>
public sealed class LiveOptions
{
    /// <summary>dry, or real: money is moved.</summary>
    public string Orders { get; set; } = "dry";
}
