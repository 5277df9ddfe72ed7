namespace Arbit.Signals;

/// <summary>What is in a TradingView ticker: <c>EXCHANGE:BASEQUOTE</c>, sometimes with a slash, or <c>.P</c> for a perpetual.</summary>
public static class TickerName
{
    private static readonly string[] Quotes = ["USDT", "USDC", "USD", "EUR"];

    /// <summary>The base coin; the whole name where it ends in no quote that is known.</summary>
    public static string CoinOf(string ticker)
    {
        var name = ticker[(ticker.LastIndexOf(':') + 1)..];
        if (name.EndsWith(".P", StringComparison.Ordinal))
            name = name[..^2];
        var slash = name.AsSpan().IndexOfAny('/', '-');
        if (slash > 0)
            return name[..slash];
        foreach (var quote in Quotes)
        {
            if (name.Length > quote.Length && name.EndsWith(quote, StringComparison.Ordinal))
                return name[..^quote.Length];
        }

        return name;
    }
}
