using System.Text.Json.Serialization;

namespace Arbit.Strategy;

/// <summary>The two modes (strategy.md, Modes and fuel), in the user's own spelling.</summary>
public enum TradingMode
{
    /// <summary>BUY BTC or SELL PAXG: Q-Bot 85 %, A-Bot 15 %.</summary>
    [JsonStringEnumMemberName("BTC")]
    Btc,

    /// <summary>SELL BTC or BUY PAXG: Q-Bot 15 %, G-Bot 85 %.</summary>
    [JsonStringEnumMemberName("GOLD")]
    Gold,
}
