using System.Net;

namespace Arbit.Signals;

/// <summary>Who may send signals, and how old they may be.</summary>
/// <param name="Tokens">One, or two while it is changed; none: every signal is refused.</param>
/// <param name="Addresses">From where; empty for anywhere.</param>
/// <param name="MaxAge">Since it fired.</param>
/// <param name="MaxAhead">A clock of theirs may be ahead of ours by so much.</param>
/// <param name="Modes">Which (coin or ticker, action) means which mode.</param>
public sealed record SignalSettings(IReadOnlyList<string> Tokens, IReadOnlyList<IPAddress> Addresses, TimeSpan MaxAge, TimeSpan MaxAhead, ModeTable Modes)
{
    /// <summary>TradingView's own addresses (azure.md), and this machine.</summary>
    public static IReadOnlyList<string> DefaultAddresses { get; } = ["52.89.214.238", "34.212.75.30", "54.218.53.128", "52.32.178.7", "127.0.0.1", "::1"];

    /// <summary>What is wrong with them, a sentence each: said at the start.</summary>
    public IEnumerable<string> Remarks()
    {
        if (Tokens.Count == 0)
            yield return "Signals:Token is not set: every signal is refused.";
    }
}
