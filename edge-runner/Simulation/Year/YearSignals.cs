using System.Globalization;
using System.Net;
using System.Text;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Signals;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// What comes to the door in a simulated year: macro flips a few times, A-Bot's coins about weekly, a heartbeat a day, much of it twice,
/// and what strangers and mistakes send: old, unreadable, unfilled, with the wrong token, from elsewhere.
/// </summary>
internal sealed class YearSignals
{
    public const string Token = "simulated-token";

    private static readonly IPAddress Known = IPAddress.Parse("52.89.214.238");
    private static readonly IPAddress Stranger = IPAddress.Parse("203.0.113.9");
    private static readonly string[] Coins = ["SOL", "ETH"];

    private readonly List<Alert> _alerts = [];
    private int _next;

    public YearSignals(YearPlan plan)
    {
        var random = new SeededRandom(plan.SeedOf(YearChance.Signals));
        var end = YearPlan.Start.AddDays(plan.Days);
        Macro(random, end);
        Accumulate(random, end);
        Beat(random, end);
        Disturb(random, end);
        _alerts.Sort((a, b) => (a.At, a.Number).CompareTo((b.At, b.Number)));
    }

    /// <summary>When the next one comes; the end of time where none does.</summary>
    public DateTimeOffset NextAt => _next < _alerts.Count ? _alerts[_next].At : DateTimeOffset.MaxValue;

    public static SignalSettings Settings { get; } = new([Token], [.. SignalSettings.DefaultAddresses.Select(IPAddress.Parse)], TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(60), ModeTable.Default);

    public bool TryTake(DateTimeOffset now, out byte[] body, out IPAddress from)
    {
        if (NextAt > now)
        {
            (body, from) = ([], Known);
            return false;
        }

        var alert = _alerts[_next++];
        (body, from) = (Encoding.UTF8.GetBytes(alert.Body), alert.From);
        return true;
    }

    /// <summary>To BTC first, as the first mode is GOLD; then back and forth.</summary>
    private void Macro(SeededRandom random, DateTimeOffset end)
    {
        var buys = true;
        var isFirst = true;
        for (var at = Later(random, YearPlan.Start, 3 * 24, 6 * 24); at < end; at = isFirst ? Later(random, at, 8 * 24, 14 * 24) : Later(random, at, 40 * 24, 80 * 24))
        {
            isFirst = at < YearPlan.Start.AddDays(7);
            var (ticker, action) = random.Chance(700_000) ? ("BINANCE:BTCUSDT", buys ? "buy" : "sell") : ("PAXGUSDT", buys ? "sell" : "buy");
            Send(random, at, "macro", action, ticker);

            // An older wish of the other direction that comes after it changes nothing.
            Add(at.AddSeconds(50), Json("macro", action == "buy" ? "sell" : "buy", ticker, at.AddHours(-4), at.AddSeconds(-30)), Known);
            buys = !buys;
        }
    }

    private void Accumulate(SeededRandom random, DateTimeOffset end)
    {
        for (var at = Later(random, YearPlan.Start, 5 * 24, 9 * 24); at < end; at = Later(random, at, 4 * 24, 10 * 24))
            Send(random, at, "abot", random.Chance(600_000) ? "buy" : "sell", Coins[(int)random.Below(Coins.Length)] + "USDT");
    }

    private void Beat(SeededRandom random, DateTimeOffset end)
    {
        for (var at = Later(random, YearPlan.Start, 1, 20); at < end; at = at.AddDays(1))
            Send(random, at, "heartbeat", "", "");
    }

    private void Disturb(SeededRandom random, DateTimeOffset end)
    {
        for (var at = Later(random, YearPlan.Start, 2, 30); at < end; at = Later(random, at, 6, 60))
        {
            var good = Json("macro", "sell", "BTCUSDT", at.AddHours(-1), at);
            var (body, from) = random.Below(7) switch
            {
                0 => (Json("macro", "buy", "BTCUSDT", at.AddHours(-2), at.AddMinutes(-random.Between(3, 600))), Known),
                1 => (good.Replace(Token, "guess", StringComparison.Ordinal), Known),
                2 => (good, Stranger),
                3 => (good.Replace("sell", "{{strategy.order.action}}", StringComparison.Ordinal), Known),
                4 => (good[..(int)random.Below(good.Length)], Known),
                5 => (Json("macro", "sell", "DOGEUSDT", at.AddHours(-1), at), Known),
                _ => ("<script>alert(1)</script>" + new string('x', (int)random.Below(20_000)), Stranger),
            };
            Add(at, body, from);
        }
    }

    /// <summary>Once, or with a repetition some seconds behind it.</summary>
    private void Send(SeededRandom random, DateTimeOffset at, string kind, string action, string ticker)
    {
        var body = Json(kind, action, ticker, Hour(at), at.AddSeconds(-random.Between(1, 5)));
        Add(at, body, Known);
        if (random.Chance(300_000))
            Add(at.AddSeconds(random.Between(1, 60)), body, Known);
    }

    private void Add(DateTimeOffset at, string body, IPAddress from) => _alerts.Add(new Alert(at, _alerts.Count, body, from));

    private static string Json(string kind, string action, string ticker, DateTimeOffset bar, DateTimeOffset fired)
        => string.Create(CultureInfo.InvariantCulture, $$"""{"token":"{{Token}}","kind":"{{kind}}","action":"{{action}}","ticker":"{{ticker}}","time":"{{bar.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","timenow":"{{fired.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");

    private static DateTimeOffset Hour(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    private static DateTimeOffset Later(SeededRandom random, DateTimeOffset from, int fewestHours, int mostHours)
        => from.AddSeconds(random.Between(fewestHours * 3_600L, mostHours * 3_600L));

    private sealed record Alert(DateTimeOffset At, int Number, string Body, IPAddress From);
}
