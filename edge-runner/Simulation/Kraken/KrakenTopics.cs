using System.Globalization;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>Names under which frames find the clients that subscribed; Kraken has no such names of its own.</summary>
internal static class KrakenTopics
{
    public const string Heartbeat = "heartbeat";
    public const string Instrument = "instrument";

    public static string Book(string symbol, int depth) => string.Create(CultureInfo.InvariantCulture, $"book-{depth} {symbol}");

    public static string Ticker(string symbol) => "ticker " + symbol;

    /// <summary>A ticker with <c>event_trigger</c> bbo: told at every new best quote, not only at trades.</summary>
    public static string QuoteTicker(string symbol) => "ticker-bbo " + symbol;

    public static string Trade(string symbol) => "trade " + symbol;
}
