namespace Arbit.Slow.Configuration;

/// <summary>The bots' shares of the capital by mode, and Q-Bot's two strategies of its own; in basis points.</summary>
public sealed class FuelOptions
{
    public BotShares Btc { get; set; } = new() { QBotBps = "8500", ABotBps = "1500", GBotBps = "0" };

    public BotShares Gold { get; set; } = new() { QBotBps = "1500", ABotBps = "0", GBotBps = "8500" };

    public string CrossBps { get; set; } = "8000";

    public string TriangularBps { get; set; } = "2000";
}

/// <summary>Of all capital.</summary>
public sealed class BotShares
{
    public string QBotBps { get; set; } = "0";

    public string ABotBps { get; set; } = "0";

    public string GBotBps { get; set; } = "0";
}
