using System.Text.Json.Serialization;

namespace Arbit.EdgeRunner.Page.State;

/// <summary>The two modes, in the user's own spelling.</summary>
public enum FuelMode
{
    /// <summary>Profit buys Bitcoin.</summary>
    [JsonStringEnumMemberName("BTC")]
    Btc,

    /// <summary>Profit buys gold (PAXG).</summary>
    [JsonStringEnumMemberName("GOLD")]
    Gold,
}
