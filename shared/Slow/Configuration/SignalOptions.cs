namespace Arbit.Slow.Configuration;

/// <summary>Who may send signals, and what they mean (strategy.md, Signal Receiver).</summary>
public sealed class SignalOptions
{
    /// <summary>What every alert has to carry; empty: signals are refused.</summary>
    public string Token { get; set; } = "";

    /// <summary>Also taken, while one is exchanged for the other.</summary>
    public string NextToken { get; set; } = "";

    /// <summary>From where alerts may come; none for TradingView's own addresses and this machine, <c>*</c> for anywhere.</summary>
    public string[] Addresses { get; set; } = [];

    /// <summary>Older ones, by their firing time, are refused.</summary>
    public int MaxAgeSeconds { get; set; } = 120;

    /// <summary>So much may a clock of theirs be ahead of ours.</summary>
    public int MaxAheadSeconds { get; set; } = 30;

    /// <summary>None for the usual ones: BUY BTC and SELL PAXG mean BTC, the reverse GOLD.</summary>
    public SignalModeOptions[] Modes { get; set; } = [];
}

/// <summary>One row of the table of modes.</summary>
public sealed class SignalModeOptions
{
    /// <summary>A ticker as it comes, or its coin.</summary>
    public string Ticker { get; set; } = "";

    /// <summary>buy or sell.</summary>
    public string Action { get; set; } = "";

    /// <summary>BTC or GOLD.</summary>
    public string Mode { get; set; } = "";
}
