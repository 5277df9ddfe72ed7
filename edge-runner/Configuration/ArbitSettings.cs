using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow.Configuration;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>What is configured, read and checked: everything that is wrong is named at once.</summary>
public sealed class ArbitSettings
{
    private const long Millisecond = 1_000_000;
    private const long Second = 1_000 * Millisecond;
    private const int MostMilliseconds = 60_000;
    private const int MostSeconds = 86_400;

    /// <summary>So many times older may a quote be in testnet mode *(ours)*: dead venues speak about once a minute.</summary>
    private const int TestnetPatience = 60;

    /// <summary>Of one asset at one place: products with prices keep their place in 128 bits.</summary>
    private static readonly Exact MostMoney = new(1_000_000_000_000, 0);

    private readonly List<string> _problems = [];

    private ArbitSettings(ArbitOptions options)
    {
        Options = options;
        Dollars = options.Dollars.Select(text => AssetFrom(text, "Dollars")).ToHashSet();
        Assets = options.Assets.Select(text => AssetFrom(text, "Assets")).ToHashSet();
        Registry = RegistryFrom(options.AssetCodes);
        Venues = options.Venues.Select(VenueFrom).ToList();
        Simulation = SimulationFrom(options.Simulation);
        Slow = SlowConfig.Read(options.Signals, options.Slow, options.Fuel, Venues.Where(venue => venue.Definition is not null).Select(venue => venue.Definition.Name).ToList(), Dollars, _problems);
        Live = LiveConfig.Read(options, Venues.Where(venue => venue.Definition is not null).Select(venue => venue.Definition.Venue).ToList(), _problems);
        Check();
        var hasDynamicDepth = options.DepthMultiple.Length == 0;
        var (maxAge, silence) = LimitsOf(options.LatencyMode);
        if (options.TestnetMode)
            (maxAge, silence) = (maxAge * TestnetPatience, silence * TestnetPatience);
        Engine = new EngineSettings(
            new DetectionSettings(
                ThresholdFrom(options.NetThresholdBps.Cross, "NetThresholdBps:Cross"),
                ThresholdFrom(options.NetThresholdBps.Triangular, "NetThresholdBps:Triangular"),
                Decimal(options.NotionalPerTradeUsd, "NotionalPerTradeUsd"),
                maxAge,
                new SizingRules(
                    options.TestnetMode ? Exact.One : hasDynamicDepth ? SizingRules.Careful.DepthMultiple : Decimal(options.DepthMultiple, "DepthMultiple"),
                    BpsFrom(options.DepthShareBps, "DepthShareBps"),
                    BpsFrom(options.MaxSlippageBps, "MaxSlippageBps"),
                    SizingRules.Careful.MaxEvaluations))
            {
                Terms = TermsFrom(options.MarketTerms),
                HasDynamicDepth = hasDynamicDepth && !options.TestnetMode,
                MaxCrossSpread = BpsFrom(options.Risk.MaxCrossSpreadBps, "Risk:MaxCrossSpreadBps"),
                MaxTriangularSpread = BpsFrom(options.Risk.MaxTriangularSpreadBps, "Risk:MaxTriangularSpreadBps"),
                RebalanceCost = BpsFrom(options.Risk.RebalanceCostBps, "Risk:RebalanceCostBps"),
            },
            ExecutionSettings.Default with
            {
                CrossCooldown = options.CrossCycleSeconds * Second,
                TriangularCooldown = options.TriangularCycleSeconds * Second,
                MaxOpenOrders = options.MaxOpenOrders,
            },
            RiskFrom(options),
            Dollars,
            silence,
            5 * Second)
        {
            InitialMode = InitialMode,
            Registry = Registry,
            LongestCycle = options.LongestCycle,
            FeeDiscounts = options.Venues.Where(venue => venue.FeeDiscountAsset.Length > 0 && VenueCatalog.Find(venue.Name) is not null).DistinctBy(venue => venue.Name, StringComparer.Ordinal).ToDictionary(
                venue => VenueCatalog.Find(venue.Name)!.Venue,
                venue => new FeeDiscount(AssetFrom(venue.FeeDiscountAsset, $"Venues:{venue.Name}:FeeDiscountAsset"), BpsFrom(venue.FeeDiscountBps, $"Venues:{venue.Name}:FeeDiscountBps"))),
            FeeAllowances = options.Venues.Where(venue => venue.FeeAllowanceUsd.Length > 0 && VenueCatalog.Find(venue.Name) is not null).DistinctBy(venue => venue.Name, StringComparer.Ordinal).ToDictionary(
                venue => VenueCatalog.Find(venue.Name)!.Venue,
                venue => BalanceFrom(venue.FeeAllowanceUsd, $"Venues:{venue.Name}:FeeAllowanceUsd")),
            Reconciliation = ReconciliationSettings.Default with { Interval = options.ReconcileSeconds * Second },
            Scanner = options.Scanner,
        };
        var paper = options.Paper;
        Paper = new PaperSettings(
            paper.Seed,
            paper.LatencyMs * Millisecond,
            paper.LatencySpreadMs * Millisecond,
            paper.PartialPerMille,
            paper.RejectPerMille,
            paper.LostAnswerPerMille,
            paper.LostOrderPerMille)
        {
            AckFirstPerMille = paper.AckFirstPerMille,
            DoubledAnswerPerMille = paper.DoubledAnswerPerMille,
            LateAnswerPerMille = paper.LateAnswerPerMille,
            FillAfterEndPerMille = paper.FillAfterEndPerMille,
            CancelRacePerMille = paper.CancelRacePerMille,
            LookUpMissesPerMille = paper.LookUpMissesPerMille,
            PartThenRestPerMille = paper.PartThenRestPerMille,
            Lateness = paper.LatenessMs * Millisecond,
            LookUpLag = paper.LookUpLagMs * Millisecond,
        };
    }

    public ArbitOptions Options { get; }

    public IReadOnlySet<Asset> Dollars { get; }

    public IReadOnlySet<Asset> Assets { get; }

    public IReadOnlyList<ConfiguredVenue> Venues { get; }

    /// <summary>Which asset a venue means by a code.</summary>
    public AssetRegistry Registry { get; }

    /// <summary>A-Bot's share of the capital in the mode that is on; set aside.</summary>
    public Bps ABotShare { get; private set; }

    /// <summary>G-Bot's.</summary>
    public Bps GBotShare { get; private set; }

    public EngineSettings Engine { get; }

    public PaperSettings Paper { get; }

    /// <summary>Whether orders are real.</summary>
    public LiveConfig Live { get; }

    /// <summary>Signals, workflows, addresses.</summary>
    public SlowConfig Slow { get; }

    /// <summary>What is simulated where the feed is.</summary>
    public SimulationOptions Simulation { get; }

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

    /// <summary>Before any flip; what cannot be read is a problem of the check.</summary>
    private TradingMode InitialMode => TradingModes.Find(Options.InitialMode) ?? TradingMode.Gold;

    private void Check()
    {
        Demand(Options.Feed is "simulated" or "live", $"Feed is '{Options.Feed}'; it is simulated or live");
        Demand(Options.Simulation.Address.Length == 0 || (Uri.TryCreate(Options.Simulation.Address, UriKind.Absolute, out var simulated) && simulated is { Scheme: "http", IsLoopback: true }), $"Simulation:Address is '{Options.Simulation.Address}'; it is where `arbit venues` runs on this machine, like http://127.0.0.1:9200");
        Demand(Options.Port is > 0 and < 65536, $"Port is {Options.Port}; it is 1 to 65535");
        Demand(Options.Listen is "loopback" or "any", $"Listen is '{Options.Listen}'; it is loopback or any");
        Demand(Options.MetricsLineSeconds is >= 0 and <= 3600, $"MetricsLineSeconds is {Options.MetricsLineSeconds}; it is 0 (never) to 3600");
        Demand(Options.DataPath.Length > 0, "DataPath is empty; it is a folder, relative to the current one");
        Demand(!Options.TestnetMode || Options.Feed == "simulated", "TestnetMode cannot be combined with a live feed: it trades on quotes that are minutes old");
        Demand(TradingModes.Find(Options.InitialMode) is not null, $"InitialMode is '{Options.InitialMode}'; it is BTC or GOLD");
        Demand(Dollars.Count > 0, "Dollars is empty; name at least one, for instance USDT");
        Demand(Venues.Count > 0, "Venues is empty; name at least one");
        Demand(Venues.Select(v => v.Definition?.Name).Distinct(StringComparer.Ordinal).Count() == Venues.Count, "Venues names one venue twice");
        Demand(Options.MaxOpenOrders is > 0 and <= 100, $"MaxOpenOrders is {Options.MaxOpenOrders}; it is 1 to 100");
        Demand(Options is { CrossCycleSeconds: >= 0 and <= MostSeconds, TriangularCycleSeconds: >= 0 and <= MostSeconds }, $"CrossCycleSeconds and TriangularCycleSeconds are 0 to {MostSeconds}");
        Demand(Options.ReconcileSeconds is >= 5 and <= 3600, $"ReconcileSeconds is {Options.ReconcileSeconds}; it is 5 to 3600");
        Demand(Options.Lease.TtlSeconds is >= 2 and <= 60, $"Lease:TtlSeconds is {Options.Lease.TtlSeconds}; it is 2 to 60");
        Demand(Options.Lease.MarginSeconds >= 1 && Options.Lease.MarginSeconds * 2 <= Options.Lease.TtlSeconds, $"Lease:MarginSeconds is {Options.Lease.MarginSeconds}; it is at least 1, and at most half of Lease:TtlSeconds");
        Demand(Options.MaxFailuresInRow > 0, $"MaxFailuresInRow is {Options.MaxFailuresInRow}; it is at least 1");
        Demand(Options.LongestCycle is 3 or 4, $"LongestCycle is {Options.LongestCycle}; it is 3 or 4");
        Demand(Exact.TryParse(Options.NotionalPerTradeUsd, out var notional) && notional.Sign > 0 && notional.Decimals <= 8 && notional <= MostMoney, $"NotionalPerTradeUsd is '{Options.NotionalPerTradeUsd}'; it is more than zero, to eight decimals");
        Demand(Options.Paper is { LatencyMs: >= 0 and <= MostMilliseconds, LatencySpreadMs: >= 0 and <= MostMilliseconds }, $"Paper:LatencyMs and Paper:LatencySpreadMs are 0 to {MostMilliseconds}");
        Demand(Options.Paper is { LatenessMs: >= 0 and <= MostMilliseconds, LookUpLagMs: >= 0 and <= MostMilliseconds }, $"Paper:LatenessMs and Paper:LookUpLagMs are 0 to {MostMilliseconds}");
        _problems.AddRange(Options.Scanner.Problems().Select(problem => $"Scanner:{problem}"));
        foreach (var (name, chance) in (ReadOnlySpan<(string, int)>)[
            ("PartialPerMille", Options.Paper.PartialPerMille),
            ("RejectPerMille", Options.Paper.RejectPerMille),
            ("LostAnswerPerMille", Options.Paper.LostAnswerPerMille),
            ("LostOrderPerMille", Options.Paper.LostOrderPerMille),
            ("AckFirstPerMille", Options.Paper.AckFirstPerMille),
            ("DoubledAnswerPerMille", Options.Paper.DoubledAnswerPerMille),
            ("LateAnswerPerMille", Options.Paper.LateAnswerPerMille),
            ("FillAfterEndPerMille", Options.Paper.FillAfterEndPerMille),
            ("CancelRacePerMille", Options.Paper.CancelRacePerMille),
            ("LookUpMissesPerMille", Options.Paper.LookUpMissesPerMille),
            ("PartThenRestPerMille", Options.Paper.PartThenRestPerMille)])
            Demand(chance is >= 0 and <= 1000, $"Paper:{name} is {chance}; it is 0 to 1000");
    }

    private VerdictTerms TermsFrom(MarketTermsOptions options)
    {
        Demand(options.HighRangePace is >= 1 and <= 100, $"MarketTerms:HighRangePace is {options.HighRangePace}; it is 1 to 100");
        return new VerdictTerms(
            BpsFrom(options.AggressiveBps, "MarketTerms:AggressiveBps"),
            BpsFrom(options.NormalBps, "MarketTerms:NormalBps"),
            BpsFrom(options.CarefulBps, "MarketTerms:CarefulBps"),
            BpsFrom(options.HighRangeExtraBps, "MarketTerms:HighRangeExtraBps"),
            Decimal(options.NormalDepth, "MarketTerms:NormalDepth"),
            Decimal(options.CarefulDepth, "MarketTerms:CarefulDepth"),
            options.HighRangePace);
    }

    private RiskSettings RiskFrom(ArbitOptions options)
    {
        var risk = options.Risk;
        foreach (var (name, seconds) in (ReadOnlySpan<(string, int)>)[
            ("RecoveryWaitSeconds", risk.RecoveryWaitSeconds), ("MoveSeconds", risk.MoveSeconds), ("PairPauseSeconds", risk.PairPauseSeconds),
            ("OrderFailureSeconds", risk.OrderFailureSeconds), ("VenuePauseSeconds", risk.VenuePauseSeconds), ("LongestVenuePauseSeconds", risk.LongestVenuePauseSeconds)])
            Demand(seconds is > 0 and <= MostSeconds, $"Risk:{name} is {seconds}; it is 1 to {MostSeconds}");
        Demand(risk.DesyncMinutes is > 0 and <= 1440, $"Risk:DesyncMinutes is {risk.DesyncMinutes}; it is 1 to 1440");
        Demand(risk is { MaxDesyncs: > 0 and <= 10_000, OrderFailures: > 0 and <= 10_000 }, "Risk:MaxDesyncs and Risk:OrderFailures are 1 to 10000");
        Demand(risk.SlowAnswerMs is >= 0 and <= MostMilliseconds, $"Risk:SlowAnswerMs is {risk.SlowAnswerMs}; it is 0 to {MostMilliseconds}");
        var loss = BalanceFrom(risk.StopPnlUsd, "Risk:StopPnlUsd");
        var execution = ExecutionSettings.Default;
        return new RiskSettings(BpsFrom(options.MaxDailyLossBps, "MaxDailyLossBps"), options.MaxFailuresInRow)
        {
            StopPnl = loss.Sign > 0 ? new StopPnlSettings(loss, risk.RecoveryWaitSeconds * Second) : null,
            PairPause = new PairPauseSettings(
                BpsFrom(risk.MaxSpreadBps, "Risk:MaxSpreadBps").RateUnits / (double)Bps.OneInRateUnits,
                BpsFrom(risk.MaxMoveBps, "Risk:MaxMoveBps").RateUnits / (double)Bps.OneInRateUnits,
                risk.MoveSeconds * Second,
                risk.MaxDesyncs,
                risk.DesyncMinutes * 60 * Second,
                risk.PairPauseSeconds * Second),
            VenueBreaker = new VenueBreakerSettings(
                risk.OrderFailures, risk.OrderFailureSeconds * Second, risk.VenuePauseSeconds * Second, risk.LongestVenuePauseSeconds * Second, execution.AnswerDeadline),
            Pacing = new PacingSettings(options.MaxOpenOrders, risk.SlowAnswerMs > 0 ? risk.SlowAnswerMs * Millisecond : SlowAnswerOf(options.LatencyMode)),
            Fuel = FuelFrom(Slow.Workflows.FuelOf(InitialMode), options.Fuel),
            InventoryCaps = risk.InventoryCaps.ToDictionary(cap => AssetFrom(cap.Key, "Risk:InventoryCaps"), cap => CapFrom(cap.Key, cap.Value)),
            Accounts = Live.IsAccount ? new AccountGateSettings(Live.Orders, Live.Limits) : null,
            RequireKnownFees = Live.IsAccount,
            RequireOpenWallets = risk.RequireOpenWallets,
            Wallets = options.ClosedWallets.Select(WalletFrom).ToList(),
        };
    }

    /// <summary>From sending to the end of an IOC order (ours): what is usual over a home line, a server's, and beside the venue, with room.</summary>
    private static long SlowAnswerOf(string mode) => mode switch
    {
        "laptop" => 1500 * Millisecond,
        "server" => 750 * Millisecond,
        _ => 250 * Millisecond,
    };

    private FuelSettings FuelFrom(FuelShares bots, FuelOptions fuel)
    {
        (ABotShare, GBotShare) = (bots.ABot, bots.GBot);
        var (cross, triangular) = (BpsFrom(fuel.CrossBps, "Fuel:CrossBps"), BpsFrom(fuel.TriangularBps, "Fuel:TriangularBps"));
        Demand(cross.RateUnits + triangular.RateUnits <= Bps.OneInRateUnits, "Fuel: CrossBps and TriangularBps come to more than 10000");
        return new FuelSettings(bots.QBot, cross, triangular, 5 * Second);
    }

    private InventoryCap CapFrom(string asset, string text)
    {
        var inDollars = text.EndsWith(" USD", StringComparison.Ordinal);
        return new InventoryCap(BalanceFrom(inDollars ? text[..^4] : text, $"Risk:InventoryCaps:{asset}").Value, inDollars);
    }

    private WalletStatus WalletFrom(ClosedWalletOptions options)
    {
        var venue = VenueCatalog.Find(options.Venue);
        Demand(venue is not null, $"ClosedWallets: '{options.Venue}' is unknown; known are {VenueCatalog.Names}");
        return new WalletStatus(venue?.Venue ?? default, AssetFrom(options.Asset, "ClosedWallets"), options.Network, options.Deposits, options.Withdrawals, 0);
    }

    private AssetRegistry RegistryFrom(Dictionary<string, Dictionary<string, string>> codes)
    {
        var known = new Dictionary<(Venue, Asset), Asset>();
        foreach (var (name, assets) in codes)
        {
            var venue = VenueCatalog.Find(name);
            Demand(venue is not null, $"AssetCodes: '{name}' is unknown; known are {VenueCatalog.Names}");
            foreach (var (code, asset) in assets)
                known[(venue?.Venue ?? default, AssetFrom(code, $"AssetCodes:{name}"))] = AssetFrom(asset, $"AssetCodes:{name}:{code}");
        }

        return new AssetRegistry(Assets.Concat(Dollars), known.Select(code => (code.Key.Item1, code.Key.Item2, code.Value)));
    }

    private SimulationOptions SimulationFrom(SimulationFeedOptions options)
    {
        var simulation = new SimulationOptions
        {
            Seed = options.Seed,
            Venues = Venues.Where(v => v.Definition is not null).Select(v => v.Definition.Name).Distinct(StringComparer.Ordinal).ToList(),
            DislocationsPerMinute = RateFrom(options.DislocationsPerMinute, "Simulation:DislocationsPerMinute"),
            RateScale = RateFrom(options.RateScale, "Simulation:RateScale"),
            Faults = new SimulationFaults(options.DropDiffEvery, options.CorruptChecksumEvery, options.DisconnectEvery),
        };
        _problems.AddRange(Venues.Count == 0 ? [] : simulation.Problems().Select(problem => $"Simulation: {problem}"));
        return simulation;
    }

    private decimal RateFrom(string text, string name)
    {
        var rate = Decimal(text, name);
        Demand(rate <= new Exact(1_000, 0) && rate.Decimals <= 8, $"{name} is '{text}'; it is a number to eight decimals, at most 1000");
        return rate <= new Exact(1_000, 0) && rate.Decimals <= 8 ? rate.ToDecimal() : 0;
    }

    private ConfiguredVenue VenueFrom(VenueOptions options)
    {
        var definition = VenueCatalog.Find(options.Name);
        Demand(definition is not null, $"Venues: '{options.Name}' is unknown; known are {VenueCatalog.Names}");
        Demand(options.FeePaidIn is "received" or "quote", $"Venues: {options.Name}'s FeePaidIn is '{options.FeePaidIn}'; it is received or quote");
        var fees = FeesFrom(options.TakerBps, options.MakerBps, options.FeePaidIn, $"Venues:{options.Name}");
        var pairFees = new Dictionary<Symbol, FeeSchedule>();
        foreach (var (pair, fee) in options.PairFees)
        {
            Demand(Symbol.TryParse(pair, out var symbol), $"Venues:{options.Name}:PairFees: '{pair}' is no symbol; it is BASE/QUOTE");
            Demand(fee.FeePaidIn is "" or "received" or "quote", $"Venues:{options.Name}:PairFees:{pair}:FeePaidIn is '{fee.FeePaidIn}'; it is received or quote");
            pairFees[symbol] = FeesFrom(fee.TakerBps, fee.MakerBps, fee.FeePaidIn.Length > 0 ? fee.FeePaidIn : options.FeePaidIn, $"Venues:{options.Name}:PairFees:{pair}");
        }

        var symbols = new List<Symbol>();
        foreach (var text in options.Symbols)
        {
            Demand(Symbol.TryParse(text, out var symbol), $"Venues: {options.Name}'s symbol '{text}' is none; it is BASE/QUOTE");
            symbols.Add(symbol);
        }

        var balances = new Dictionary<Asset, Amount>();
        foreach (var (code, amount) in options.Balances)
            balances[AssetFrom(code, $"Venues:{options.Name}:Balances")] = BalanceFrom(amount, $"Venues:{options.Name}:Balances:{code}");
        return new ConfiguredVenue(definition!, fees, symbols, balances) { PairFees = pairFees };
    }

    private FeeSchedule FeesFrom(string taker, string maker, string paidIn, string name) => new(
        BpsFrom(taker, $"{name}:TakerBps"),
        maker.Length > 0 ? BpsFrom(maker, $"{name}:MakerBps") : BpsFrom(taker, $"{name}:TakerBps"),
        paidIn == "quote" ? FeeAsset.Quote : FeeAsset.Received);

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

    private Amount BalanceFrom(string text, string name)
    {
        var value = Decimal(text, name);
        Demand(value <= MostMoney && value.Decimals <= Amount.Decimals, $"{name} is '{text}'; it is at most {MostMoney}, to {Amount.Decimals} decimals");
        return value <= MostMoney && value.Decimals <= Amount.Decimals ? Amount.From(value) : Amount.Zero;
    }

    private Bps? ThresholdFrom(string text, string name) => text.Length == 0 ? null : BpsFrom(text, name);

    private Bps BpsFrom(string text, string name)
    {
        var value = Decimal(text, name);
        Demand(value <= new Exact(10_000, 0) && value.Decimals <= Bps.Decimals, $"{name} is '{text}'; it is 0 to 10000 basis points, to four decimals");
        return value <= new Exact(10_000, 0) && value.Decimals <= Bps.Decimals ? Bps.From(value) : default;
    }
}
