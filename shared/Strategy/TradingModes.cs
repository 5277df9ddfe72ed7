namespace Arbit.Strategy;

/// <summary>Modes in sentences.</summary>
public static class TradingModes
{
    /// <summary>In the user's own spelling: BTC, GOLD.</summary>
    public static string Word(this TradingMode mode) => mode == TradingMode.Btc ? "BTC" : "GOLD";
}
