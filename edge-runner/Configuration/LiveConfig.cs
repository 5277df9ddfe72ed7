using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Page.State;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>Whether orders are real, and how much of them, read and checked.</summary>
/// <param name="Orders">Where orders go.</param>
/// <param name="Limits">Of each account.</param>
/// <param name="RequestsPer10Seconds">Of each account.</param>
public sealed record LiveConfig(OrderMode Orders, IReadOnlyDictionary<Venue, OrderLimits> Limits, int RequestsPer10Seconds)
{
    /// <summary>An order's post takes no longer; the lease's margin is at least a second more.</summary>
    public const int LongestSendSeconds = 4;

#if LIVE
    internal const BuildKind Build = BuildKind.Live;
#else
    internal const BuildKind Build = BuildKind.Paper;
#endif

    private static bool IsPaperBuild => Build == BuildKind.Paper;

    /// <summary>The accounts are the venues', real or simulated, and their clients are used.</summary>
    public bool IsAccount => Orders != OrderMode.Paper;

    /// <summary>What is traded is no simulation.</summary>
    public bool IsReal => Orders == OrderMode.Real;

    public static LiveConfig Read(ArbitOptions options, IReadOnlyList<Venue> venues, List<string> problems)
    {
        var live = options.Live;
        OrderMode? orders = live.Orders switch
        {
            "paper" => OrderMode.Paper,
            "rehearse" => OrderMode.Rehearsal,
            "dry" => OrderMode.DryRun,
            "real" => OrderMode.Real,
            _ => null,
        };
        if (orders is null)
            problems.Add($"Live:Orders is '{live.Orders}'; it is paper, rehearse, dry or real");
        if (orders is not (null or OrderMode.Paper))
            CheckAccounts(options, problems);
        if (live.RequestsPer10Seconds is < 8 or > 1000)
            problems.Add($"Live:RequestsPer10Seconds is {live.RequestsPer10Seconds}; it is 8 to 1000");
        problems.AddRange(live.Limits.Keys.Where(name => venues.All(venue => venue.Name != name)).Select(name => $"Live:Limits names {name}, which is not configured"));
        return new LiveConfig(
            orders ?? OrderMode.Paper,
            venues.Distinct().ToDictionary(venue => venue, venue => live.Limits.TryGetValue(venue.Name, out var limits) ? LimitsFrom(venue, limits, problems) : OrderLimits.First),
            live.RequestsPer10Seconds);
    }

    private static void CheckAccounts(ArbitOptions options, List<string> problems)
    {
        if (IsPaperBuild)
            problems.Add($"Live:Orders is {options.Live.Orders}, and this is the paper build: it has no code that could send an order. Build with -p:Live=true");
        if (options.Live.Orders == "rehearse" && (options.Feed != "simulated" || options.Simulation.Address.Length == 0))
            problems.Add("Live:Orders is rehearse: a rehearsal has simulated venues of their own (Feed=simulated, and Simulation:Address is where `arbit venues` runs)");
        if (options.Live.Orders != "rehearse" && options.Feed != "live")
            problems.Add($"Live:Orders is {options.Live.Orders}, and Feed is {options.Feed}: real accounts need the venues' own prices (Feed=live)");
        if (options.TestnetMode)
            problems.Add($"Live:Orders is {options.Live.Orders}: TestnetMode cannot be combined with a real account");
        if (options.Slow.Enabled)
            problems.Add($"Live:Orders is {options.Live.Orders}: the edge's keys cannot withdraw, so its own slow side is off (Slow:Enabled=false); the functions have it");
        if (options.Lease.MarginSeconds <= LongestSendSeconds)
            problems.Add($"Lease:MarginSeconds is {options.Lease.MarginSeconds}; with real accounts it is over {LongestSendSeconds}, which a send may take (Lease:TtlSeconds 30, MarginSeconds 5)");
    }

    private static OrderLimits LimitsFrom(Venue venue, OrderLimitOptions options, List<string> problems)
        => new(DollarsFrom(options.PerOrderUsd, $"Live:Limits:{venue}:PerOrderUsd", problems), DollarsFrom(options.PerDayUsd, $"Live:Limits:{venue}:PerDayUsd", problems));

    private static Amount DollarsFrom(string text, string name, List<string> problems)
    {
        if (Exact.TryParse(text, out var value) && value.Sign > 0 && value.Decimals <= 2 && value < new Exact(1_000_000_000, 0))
            return Amount.From(value);
        problems.Add($"{name} is '{text}'; it is dollars, more than zero, to cents");
        return Amount.Zero;
    }
}
