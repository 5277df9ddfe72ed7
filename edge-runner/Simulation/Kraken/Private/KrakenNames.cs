using System.Globalization;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Kraken.Private;

/// <summary>Kraken's own names: XBT for BTC, X and Z before the old assets, ids of orders and trades in groups.</summary>
internal static class KrakenNames
{
    private const string OrderPrefix = "OSIMUL-";
    private const string TradePrefix = "TSIMUL-";

    /// <summary>As balances name it: XXBT, XETH, ZUSD; younger assets as they are.</summary>
    public static string RestAsset(string asset) => asset switch
    {
        "BTC" => "XXBT",
        "ETH" => "XETH",
        "USD" => "ZUSD",
        "EUR" => "ZEUR",
        _ => asset,
    };

    /// <summary>The asset that either form means: XBT, XXBT, BTC; null for none.</summary>
    public static Asset? AssetOf(string name) => name switch
    {
        "XBT" or "XXBT" => new Asset("BTC"),
        "XETH" => new Asset("ETH"),
        "ZUSD" => new Asset("USD"),
        "ZEUR" => new Asset("EUR"),
        _ => Asset.IsCode(name) ? new Asset(name) : null,
    };

    /// <summary>XBTUSD.</summary>
    public static string Pair(string venueSymbol) => venueSymbol.Replace("BTC", "XBT", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);

    /// <summary>Every name that a pair goes by: BTC/USD, XBT/USD, BTCUSD, XBTUSD, XXBTZUSD.</summary>
    public static bool IsPair(string name, string venueSymbol)
    {
        string[] assets = venueSymbol.Split('/');
        return name == venueSymbol
            || name == venueSymbol.Replace("BTC", "XBT", StringComparison.Ordinal)
            || name == venueSymbol.Replace("/", "", StringComparison.Ordinal)
            || name == Pair(venueSymbol)
            || name == RestAsset(assets[0]) + RestAsset(assets[1]);
    }

    public static string OrderId(PaperOrder order) => OrderPrefix + Groups(order.Number);

    public static string TradeId(PaperFill fill) => TradePrefix + Groups(fill.Number);

    /// <summary>The number of an order id; -1 where it is none of this venue's.</summary>
    public static long NumberOf(string orderId)
        => orderId.StartsWith(OrderPrefix, StringComparison.Ordinal)
           && long.TryParse(orderId[OrderPrefix.Length..].Replace("-", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : -1;

    public static string Groups(long number) => string.Create(CultureInfo.InvariantCulture, $"{number / 1_000_000:D5}-{number % 1_000_000:D6}");
}
