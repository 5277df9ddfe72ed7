using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>What is configured, read and checked: everything that is wrong is named at once.</summary>
public sealed class ArbitSettings
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;

    private readonly List<string> _problems = [];

    private ArbitSettings(ArbitOptions options)
    {
        Options = options;
        Dollars = options.Dollars.Select(text => AssetFrom(text, "Dollars")).ToHashSet();
        Assets = options.Assets.Select(text => AssetFrom(text, "Assets")).ToHashSet();
        Venues = options.Venues.Select(VenueFrom).ToList();
        Check();
        var (maxAge, silence) = LimitsOf(options.LatencyMode);
        Engine = new EngineSettings(
            new DetectionSettings(
                BpsFrom(options.NetThresholdBps.Cross, "NetThresholdBps:Cross"),
                BpsFrom(options.NetThresholdBps.Triangular, "NetThresholdBps:Triangular"),
                Decimal(options.NotionalPerTradeUsd, "NotionalPerTradeUsd"),
                maxAge,
                new SizingRules(
                    Decimal(options.DepthMultiple, "DepthMultiple"),
                    BpsFrom(options.DepthShareBps, "DepthShareBps"),
                    BpsFrom(options.MaxSlippageBps, "MaxSlippageBps"),
                    SizingRules.Careful.MaxEvaluations)),
            ExecutionSettings.Default with
            {
                CrossCooldown = options.CrossCycleSeconds * Second,
                TriangularCooldown = options.TriangularCycleSeconds * Second,
                MaxOpenOrders = options.MaxOpenOrders,
            },
            new RiskSettings(BpsFrom(options.MaxDailyLossBps, "MaxDailyLossBps"), options.MaxFailuresInRow),
            Dollars,
            silence,
            5 * Second);
        var paper = options.Paper;
        Paper = new PaperSettings(
            paper.Seed,
            paper.LatencyMs * Millisecond,
            paper.LatencySpreadMs * Millisecond,
            paper.PartialPerMille,
            paper.RejectPerMille,
            paper.LostAnswerPerMille,
            paper.LostOrderPerMille);
    }

    public ArbitOptions Options { get; }

    public IReadOnlySet<Asset> Dollars { get; }

    public IReadOnlySet<Asset> Assets { get; }

    public IReadOnlyList<ConfiguredVenue> Venues { get; }

    public EngineSettings Engine { get; }

    public PaperSettings Paper { get; }

    public bool IsSimulatedFeed => Options.Feed == "simulated";

    /// <exception cref="InvalidSettingsException">Something is wrong; all of it is in the message.</exception>
    public static ArbitSettings Read(ArbitOptions options)
    {
        var settings = new ArbitSettings(options);
        return settings._problems.Count == 0 ? settings : throw new InvalidSettingsException(settings._problems);
    }

    /// <summary>Quotes older than the first are not traded on; a book that is silent for the second is built anew.</summary>
    private (long MaxAge, long Silence) LimitsOf(string mode)
    {
        switch (mode)
        {
            case "laptop":
                return (3 * Second, 30 * Second);
            case "server":
                return (1500 * Millisecond, 15 * Second);
            case "colocated":
                return (500 * Millisecond, 10 * Second);
            default:
                _problems.Add($"LatencyMode is '{mode}'; it is laptop, server or colocated");
                return (Second, Second);
        }
    }

    private void Check()
    {
        Demand(Options.Feed is "simulated" or "live", $"Feed is '{Options.Feed}'; it is simulated or live");
        Demand(Options.Port is > 0 and < 65536, $"Port is {Options.Port}; it is 1 to 65535");
        Demand(Options.DataPath.Length > 0, "DataPath is empty; it is a folder, relative to the current one");
        Demand(Options.InitialMode is "BTC" or "GOLD", $"InitialMode is '{Options.InitialMode}'; it is BTC or GOLD");
        Demand(Dollars.Count > 0, "Dollars is empty; name at least one, for instance USDT");
        Demand(Venues.Count > 0, "Venues is empty; name at least one");
        Demand(Venues.Select(v => v.Definition?.Name).Distinct(StringComparer.Ordinal).Count() == Venues.Count, "Venues names one venue twice");
        Demand(Options.MaxOpenOrders is > 0 and <= 100, $"MaxOpenOrders is {Options.MaxOpenOrders}; it is 1 to 100");
        Demand(Options.CrossCycleSeconds >= 0 && Options.TriangularCycleSeconds >= 0, "CrossCycleSeconds and TriangularCycleSeconds are not negative");
        Demand(Options.MaxFailuresInRow > 0, $"MaxFailuresInRow is {Options.MaxFailuresInRow}; it is at least 1");
        Demand(Decimal(Options.NotionalPerTradeUsd, "NotionalPerTradeUsd").Sign > 0, "NotionalPerTradeUsd is more than zero");
        Demand(Options.Paper is { LatencyMs: >= 0, LatencySpreadMs: >= 0 }, "Paper:LatencyMs and Paper:LatencySpreadMs are not negative");
    }

    private ConfiguredVenue VenueFrom(VenueOptions options)
    {
        var definition = VenueCatalog.Find(options.Name);
        Demand(definition is not null, $"Venues: '{options.Name}' is unknown; known are {VenueCatalog.Names}");
        Demand(options.FeePaidIn is "received" or "quote", $"Venues: {options.Name}'s FeePaidIn is '{options.FeePaidIn}'; it is received or quote");
        var taker = BpsFrom(options.TakerBps, $"Venues:{options.Name}:TakerBps");
        var fees = new FeeSchedule(taker, taker, options.FeePaidIn == "quote" ? FeeAsset.Quote : FeeAsset.Received);
        var symbols = new List<Symbol>();
        foreach (var text in options.Symbols)
        {
            Demand(Symbol.TryParse(text, out var symbol), $"Venues: {options.Name}'s symbol '{text}' is none; it is BASE/QUOTE");
            symbols.Add(symbol);
        }

        var balances = options.Balances.ToDictionary(
            b => AssetFrom(b.Key, $"Venues:{options.Name}:Balances"),
            b => Amount.From(Decimal(b.Value, $"Venues:{options.Name}:Balances:{b.Key}"), Rounding.Floor));
        return new ConfiguredVenue(definition!, fees, symbols, balances);
    }

    private void Demand(bool holds, string problem)
    {
        if (!holds)
            _problems.Add(problem);
    }

    private Asset AssetFrom(string text, string name)
    {
        Demand(Asset.IsCode(text), $"{name}: '{text}' is no asset");
        return Asset.IsCode(text) ? new Asset(text) : default;
    }

    private Exact Decimal(string text, string name)
    {
        var isDecimal = Exact.TryParse(text, out var value) && value.Sign >= 0;
        Demand(isDecimal, $"{name} is '{text}'; it is a decimal number that is not negative");
        return isDecimal ? value : Exact.Zero;
    }

    private Bps BpsFrom(string text, string name)
    {
        var value = Decimal(text, name);
        Demand(value <= new Exact(10_000, 0) && value.Decimals <= Bps.Decimals, $"{name} is '{text}'; it is 0 to 10000 basis points, to four decimals");
        return value <= new Exact(10_000, 0) && value.Decimals <= Bps.Decimals ? Bps.From(value) : default;
    }
}
