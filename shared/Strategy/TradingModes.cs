namespace Arbit.Strategy;

/// <summary>Modes in sentences.</summary>
public static class TradingModes
{
    /// <summary>In the user's own spelling: BTC, GOLD.</summary>
    public static string Word(this TradingMode mode) => mode == TradingMode.Btc ? "BTC" : "GOLD";

    /// <summary>What <see cref="Word"/> says of which mode; null for any other text.</summary>
    public static TradingMode? Find(string word) => word switch
    {
        "BTC" => TradingMode.Btc,
        "GOLD" => TradingMode.Gold,
        _ => null,
    };
}
