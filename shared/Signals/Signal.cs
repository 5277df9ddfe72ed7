using System.Security.Cryptography;
using System.Text;
using Arbit.Money;

namespace Arbit.Signals;

/// <summary>An alert that was understood and let in; its token is not in it any more.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Action">What it says to do.</param>
/// <param name="Ticker">As it came, in upper case (<c>BINANCE:BTCUSDT</c>); empty for a heartbeat without one.</param>
/// <param name="BarTime">The opening of the bar (<c>time</c>): with kind, ticker and action it makes a repetition known.</param>
/// <param name="FiredAt">When the alert fired (<c>timenow</c>): flips are ordered by it.</param>
/// <param name="Price">Told for information; null where it was not.</param>
public sealed record Signal(SignalKind Kind, SignalAction Action, string Ticker, DateTimeOffset BarTime, DateTimeOffset FiredAt, Price? Price)
{
    /// <summary>One for all repetitions: what it is stored under, and the end of its workflow's id.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}|{Ticker}|{Action}|{BarTime.UtcTicks}")))[..24];

    /// <summary>The coin that the ticker is about: without the exchange, the dollar at its end and what futures add to it.</summary>
    public string Coin => TickerName.CoinOf(Ticker);
}
