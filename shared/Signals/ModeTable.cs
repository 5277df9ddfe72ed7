using Arbit.Strategy;

namespace Arbit.Signals;

/// <summary>Which (ticker, action) means which mode (strategy.md, Signal Receiver). A ticker stands for itself, or for its coin.</summary>
public sealed class ModeTable(IReadOnlyDictionary<(string Ticker, SignalAction Action), TradingMode> rows)
{
    /// <summary>BUY BTC and SELL PAXG mean BTC; SELL BTC and BUY PAXG mean GOLD.</summary>
    public static ModeTable Default { get; } = new(new Dictionary<(string, SignalAction), TradingMode>
    {
        [("BTC", SignalAction.Buy)] = TradingMode.Btc,
        [("PAXG", SignalAction.Sell)] = TradingMode.Btc,
        [("BTC", SignalAction.Sell)] = TradingMode.Gold,
        [("PAXG", SignalAction.Buy)] = TradingMode.Gold,
    });

    /// <summary>Null where the table has no row for it.</summary>
    public TradingMode? ModeOf(Signal signal)
    {
        var name = signal.Ticker[(signal.Ticker.LastIndexOf(':') + 1)..];
        foreach (var ticker in (ReadOnlySpan<string>)[signal.Ticker, name, signal.Coin])
        {
            if (rows.TryGetValue((ticker, signal.Action), out var mode))
                return mode;
        }

        return null;
    }
}
