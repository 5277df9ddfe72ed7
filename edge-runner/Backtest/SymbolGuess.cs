using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>Base and quote of a name that does not separate them (BTCUSDT), where no instrument list tells: by the quotes that venues use.</summary>
internal static class SymbolGuess
{
    /// <summary>Longer ones first: BTCUSDT is quoted in USDT, not in T.</summary>
    private static readonly string[] Quotes =
    [
        "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USDP", "BIDR", "IDRT", "BVND", "USDS", "USDE", "USD", "EUR", "GBP", "AUD", "TRY", "BRL", "RUB", "UAH", "NGN", "ZAR",
        "JPY", "PLN", "RON", "ARS", "MXN", "CZK", "DAI", "VAI", "BTC", "ETH", "BNB", "TRX", "XRP", "DOT", "DOGE", "PAX", "SOL",
    ];

    /// <summary>Null where no known quote stands at the end.</summary>
    public static Symbol? Of(string venueSymbol)
    {
        var name = venueSymbol.ToUpperInvariant();
        foreach (var quote in Quotes)
        {
            if (name.EndsWith(quote, StringComparison.Ordinal) && Symbol.TryParse($"{name[..^quote.Length].TrimEnd('-', '/', '_')}/{quote}", out var symbol))
                return symbol;
        }

        return null;
    }
}
