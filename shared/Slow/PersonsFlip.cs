using Arbit.Messages.Facts;
using Arbit.Signals;
using Arbit.Strategy;

namespace Arbit.Slow;

/// <summary>
/// A person's flip as the Signal Receiver stores it: its receipt is its firing time (strategy.md). It says its mode itself and has no
/// action, which no alert can lack, so nobody from outside can pretend to be a person.
/// </summary>
public static class PersonsFlip
{
    /// <summary>Null where the target is no mode.</summary>
    public static Signal? SignalOf(PersonAsked asked)
        => TradingModes.Find(asked.Target) is null ? null : new Signal(SignalKind.Macro, SignalAction.None, $"{asked.By}:{asked.Target}", asked.Time, asked.Time, null);

    /// <summary>Null for an alert.</summary>
    public static TradingMode? ModeOf(Signal signal)
        => signal is { Kind: SignalKind.Macro, Action: SignalAction.None } ? TradingModes.Find(signal.Ticker[(signal.Ticker.LastIndexOf(':') + 1)..]) : null;

    public static string ByOf(Signal signal) => $"a person ({signal.Ticker[..signal.Ticker.LastIndexOf(':')]})";
}
