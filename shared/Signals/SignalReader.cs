using System.Globalization;
using Arbit.Money;

namespace Arbit.Signals;

/// <summary>Makes a signal of an alert's fields, or says what is wrong with them.</summary>
public static class SignalReader
{
    /// <summary>Times after this are milliseconds, before it seconds: the year 5138 in seconds.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Null, with a sentence, where a field is missing, unfilled or unreadable.</summary>
    public static Signal? Read(SignalFields fields, out string problem)
    {
        foreach (var name in (ReadOnlySpan<string>)["kind", "action", "ticker", "time", "timenow", "price"])
        {
            if (fields[name] is { } value && IsUnfilled(value))
                return Refuse(out problem, $"'{name}' is '{Shown(value)}': a placeholder of the alert was not filled");
        }

        if (KindOf(fields["kind"]) is not { } kind)
            return Refuse(out problem, $"'kind' is {Quoted(fields["kind"])}; it is macro, abot or heartbeat");
        var isHeartbeat = kind == SignalKind.Heartbeat;
        if (ActionOf(fields["action"]) is not { } action)
        {
            if (!isHeartbeat)
                return Refuse(out problem, $"'action' is {Quoted(fields["action"])}; it is buy (long) or sell (short, flat, exit, close)");
            action = SignalAction.None;
        }

        var ticker = (fields["ticker"] ?? "").ToUpperInvariant();
        if (!isHeartbeat && !IsTicker(ticker))
            return Refuse(out problem, $"'ticker' is {Quoted(fields["ticker"])}; a ticker like BTCUSDT or BINANCE:BTCUSDT is wanted");
        if (TimeOf(fields["timenow"]) is not { } firedAt)
            return Refuse(out problem, $"'timenow' is {Quoted(fields["timenow"])}; a time like 2026-11-21T06:00:00Z is wanted ({{{{timenow}}}})");
        if (TimeOf(fields["time"]) is not { } barTime)
            return Refuse(out problem, $"'time' is {Quoted(fields["time"])}; a time like 2026-11-21T06:00:00Z is wanted ({{{{time}}}})");
        if (!TryPrice(fields["price"], out var price))
            return Refuse(out problem, $"'price' is {Quoted(fields["price"])}; a decimal number is wanted");
        problem = "";
        return new Signal(kind, isHeartbeat ? SignalAction.None : action, isHeartbeat && !IsTicker(ticker) ? "" : ticker, barTime, firedAt, price);
    }

    private static SignalKind? KindOf(string? text) => text?.ToLowerInvariant() switch
    {
        "macro" => SignalKind.Macro,
        "abot" => SignalKind.Abot,
        "heartbeat" => SignalKind.Heartbeat,
        _ => null,
    };

    /// <summary>TradingView's own words for an order and for a position (azure.md).</summary>
    private static SignalAction? ActionOf(string? text) => text?.ToLowerInvariant() switch
    {
        "buy" or "long" => SignalAction.Buy,
        "sell" or "short" or "flat" or "exit" or "close" => SignalAction.Sell,
        _ => null,
    };

    private static bool IsUnfilled(string value)
        => value.Contains("{{", StringComparison.Ordinal) || value.Contains("}}", StringComparison.Ordinal) || value.Equals("NaN", StringComparison.OrdinalIgnoreCase);

    private static bool IsTicker(string text)
        => text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '/' or '.' or '-' or '_' or '!');

    private static DateTimeOffset? TimeOf(string? text)
    {
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number < FirstMilliseconds ? number * 1000 : number;
            return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        return text.Length >= 10 && char.IsAsciiDigit(text[0]) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
    }

    private static bool TryPrice(string? text, out Price? price)
    {
        price = null;
        if (text is null)
            return true;
        try
        {
            price = Price.Parse(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or MoneyOverflowException or ArgumentException)
        {
            return false;
        }
    }

    private static string Quoted(string? value) => value is null ? "missing" : $"'{Shown(value)}'";

    /// <summary>A stranger's text is shown short, and without what could be taken for markup or a new line of a log.</summary>
    private static string Shown(string value)
        => new(value.Take(40).Select(c => char.IsAsciiLetterOrDigit(c) || "{}:./-_+ ".Contains(c, StringComparison.Ordinal) ? c : '?').ToArray());

    private static Signal? Refuse(out string problem, string why)
    {
        problem = why;
        return null;
    }
}
