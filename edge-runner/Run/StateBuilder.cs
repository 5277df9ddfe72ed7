using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Reconciliation;
using Arbit.EdgeRunner.Execution.Residuals;
using Arbit.EdgeRunner.Journal.History;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Venues.Connections;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// Makes, on the engine's thread and about twice a second, the immutable picture that page, metrics and health checks show.
/// Nobody else reads the engine.
/// </summary>
public sealed class StateBuilder(
    ArbitSettings settings,
    EngineCore core,
    EngineLoop loop,
    EngineInbox inbox,
    IReadOnlyList<VenueShard> shards,
    HistoryWriter history,
    PnlHistory pnl,
    TradingLease lease,
    IReadOnlyList<VenueConnection> connections,
    long epoch,
    long startedAt) : IStateSource
{
    private const int MostShown = 60;

    private readonly VenuePicture _venues = new(shards, core.Reconciler, inbox, connections);
    private readonly CrossSpreads _spreads = new(core, !settings.Live.IsReal);
    private StateView? _current;
    private Amount? _startValue;
    private string? _problem;

    /// <summary>Problems of what is around the engine, for a person.</summary>
    public Func<IEnumerable<string>>? Outside { get; init; }

    public StateView Current => Volatile.Read(ref _current) ?? throw new InvalidOperationException("The engine has not published yet.");

    /// <summary>A picture that cannot be made is no reason to stop trading: the last one stays, and the next one tells.</summary>
    public void TryBuild()
    {
        try
        {
            Build();
        }
        catch (Exception e)
        {
            _problem = $"The page could not be brought up to date: {e.Message}";
        }
    }

    public void Build()
    {
        var now = inbox.Now();
        var value = core.ValueInDollars();
        if (_startValue is null && !core.Book.IsUnsettled && core.Instruments.Any(i => i.Book.IsUsable) && core.Book.Ledger.Balances.All(b => core.Rates.InDollars(b.Asset) is not null || b.Balance.Total.Sign == 0))
            _startValue = value;
        var level = core.Book.Treasury.Mode;
        var state = new StateView
        {
            Program = ProgramOf(now),
            Trading = TradingOf(),
            Lease = lease.View(UnixNanoseconds.ToTime(now)),
            Stops = core.Stops().Select(StopOf).ToList(),
            Fuel = FuelOf(),
            Discounts = core.Fees.Accounts.Where(account => account.Discount is not null).Select(account => new FeeDiscountView
            {
                Venue = account.Venue.Name,
                Asset = account.Discount!.Asset.Code,
                Counts = account.Counts,
                Kept = account.Kept is { } kept ? Shown.Number(kept.Value) : null,
            }).ToList(),
            Mode = level?.Mode ?? settings.Engine.InitialMode,
            Epoch = level?.Epoch ?? 0,
            ModeSince = level is null ? null : UnixNanoseconds.ToTime(level.Since),
            Reservations = core.Book.Treasury.Reservations.Select(ReservationOf).ToList(),
            Allowances = core.Fees.Accounts.Where(account => account.Allowance is not null).Select(account => new FeeAllowanceView
            {
                Venue = account.Venue.Name,
                PerMonthUsd = Shown.Number(account.Allowance!.Value.PerMonth.Value),
                LeftUsd = account.Allowance.Value.Left is { } left ? Shown.Number(left.Value) : null,
                Counts = account.IsFree,
            }).ToList(),
            Value = new ValueView { TotalUsd = Shown.Number(value.Value), StartUsd = Shown.Number((_startValue ?? value).Value), ResidualUsd = OpenResiduals().Sum(residual => residual.ValueUsd ?? 0) },
            Pnl = pnl.View(core.Book.Totals),
            Venues = _venues.Of(now),
            Books = core.Instruments.Select(i => BookPicture.Of(i, now)).ToList(),
            Spreads = _spreads.Best(MostShown),
            Opportunities = core.Opportunities.Seen.OrderByDescending(o => o.LastSeenAt).Take(MostShown).Select(OpportunityPicture.Of).ToList(),
            Refusals = OpportunityPicture.Refused(core.Opportunities),
            Cycles = core.Book.Open.Reverse().Concat(core.Book.Closed.Reverse()).Take(MostShown).Select(CyclePicture.Of).ToList(),
            Measures = MeasuresOf.View(core.Measures),
            Balances = core.Book.Ledger.Balances.Select(b => BalanceOf(b.Place.Name, b.Asset, b.Balance)).ToList(),
            Residuals = OpenResiduals().Concat(core.Executor.Residuals.Where(residual => residual.IsHeld).Select(r => ResidualOf(r, "held"))).ToList(),
            Scanner = ScannerPicture.Of(core.Scanner, settings.Engine.Detection),
            Ledger = new LedgerView { Checks = core.Book.Ledger.Checks, Breaks = core.Book.Ledger.Breaks, LastCheckAt = core.Book.Ledger.Checks == 0 ? null : UnixNanoseconds.ToTime(now) },
            Health = HealthOf(),
        };
        Volatile.Write(ref _current, state);
    }

    private ProgramView ProgramOf(long now) => new()
    {
        Name = "Arbit",
        Version = typeof(StateBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
        Build = LiveConfig.Build,
        Feed = settings.IsSimulatedFeed ? FeedKind.Simulated : FeedKind.Live,
        Simulated = !settings.Live.IsReal,
        StartedAt = UnixNanoseconds.ToTime(startedAt),
        Now = UnixNanoseconds.ToTime(now),
        UptimeSeconds = (now - startedAt) / 1_000_000_000,
        RunEpoch = epoch,
        Testnet = settings.Options.TestnetMode,
    };

    private TradingView TradingOf() => new()
    {
        State = core.Book.Trading switch
        {
            TradingState.Active => TradingStateView.Active,
            TradingState.ReduceOnly => TradingStateView.ReduceOnly,
            _ => TradingStateView.Halted,
        },
        Reason = core.Book.TradingReason,
        Since = UnixNanoseconds.ToTime(core.Book.TradingSince == 0 ? startedAt : core.Book.TradingSince),
        Resumes = core.Book.TradingResumes.Length == 0 ? null : core.Book.TradingResumes,
    };

    private static ReservationView ReservationOf(Treasury.Reservation held) => new()
    {
        Id = held.Id,
        Place = held.Place,
        Asset = held.Asset.Code,
        Left = Shown.Number(held.Left.Value),
        Until = held.Until is { } until ? UnixNanoseconds.ToTime(until) : null,
    };

    private StopView StopOf(Stop stop) => new()
    {
        Scope = stop.Scope switch
        {
            StopScope.Everything => StopScopeView.Everything,
            StopScope.Venue => StopScopeView.Venue,
            StopScope.Pair => StopScopeView.Pair,
            _ => StopScopeView.Asset,
        },
        Subject = stop.Subject,
        Reason = stop.Reason,
        Since = UnixNanoseconds.ToTime(stop.Since == 0 ? startedAt : stop.Since),
        Resumes = stop.Resumes,
    };

    private FuelView? FuelOf() => core.Risk.Fuel is not { } fuel ? null : new FuelView
    {
        CapitalUsd = Shown.Number(fuel.Capital.Value),
        QBotUsd = Shown.Number(fuel.OfQBot()),
        QBotShare = Percent(fuel.QBot),
        ABotShare = Percent(ABotShare),
        ABotUsd = Shown.Number(Of(ABotShare, fuel)),
        GBotShare = Percent(GBotShare),
        GBotUsd = Shown.Number(Of(GBotShare, fuel)),
        Strategies = new[] { PathKind.Cross, PathKind.Triangular }.Select(kind => new StrategyFuelView
        {
            Kind = kind == PathKind.Cross ? OpportunityKind.Cross : OpportunityKind.Triangular,
            Share = Percent(fuel.Settings.Of(kind)),
            FuelUsd = Shown.Number(fuel.Of(kind)),
            ClaimedUsd = Shown.Number(fuel.Claimed(kind)),
        }).ToList(),
    };

    private Bps ABotShare => core.Book.Treasury.Mode?.Shares.ABot ?? settings.ABotShare;

    private Bps GBotShare => core.Book.Treasury.Mode?.Shares.GBot ?? settings.GBotShare;

    private static Exact Of(Bps share, Fuel fuel) => (fuel.Capital.Value * share.Value * new Exact(1, 4)).Round(2, Rounding.Floor);

    private static decimal Percent(Bps share) => Shown.Number((share.Value * new Exact(1, 2)).Round(4, Rounding.HalfEven));

    private BalanceView BalanceOf(string place, Asset asset, Ledger.Balance balance) => new()
    {
        Place = place,
        Asset = asset.Code,
        Free = Shown.Number(balance.Free.Value),
        Reserved = Shown.Number(balance.Reserved.Value),
        Total = Shown.Number(balance.Total.Value),
        ValueUsd = InDollars(asset, balance.Total),
    };

    private decimal? InDollars(Asset asset, Amount amount)
        => core.Rates.InDollars(asset) is { } price ? Shown.Number((amount.Value * price.Value).Round(8, Rounding.HalfEven)) : null;

    /// <summary>What is being closed, or frozen until an order's end is known; a leg that is just under way is none.</summary>
    private IEnumerable<ResidualView> OpenResiduals()
        => from residual in core.Executor.Residuals
           where residual.Owner is not null
           let state = residual.Owner!.Orders.Any(order => order.State == OrderState.Unknown) ? "unknown"
               : residual.Owner.Outcome == CycleOutcome.Recovering ? "recovering" : null
           where state is not null
           select ResidualOf(residual, state);

    private ResidualView ResidualOf(ResidualExposure residual, string state) => new()
    {
        Asset = residual.Asset.Code,
        Venue = residual.Place?.Name ?? string.Join(", ", residual.Owner!.Orders.Where(order => !order.Filled.IsZero).Select(order => order.Instrument.Venue.Name).Distinct(StringComparer.Ordinal)),
        Owner = residual.Owner?.Name,
        Quantity = Shown.Number(residual.Change.Value),
        ValueUsd = residual.InDollars is { } value ? Shown.Number(value.Value.Round(8, Rounding.HalfEven)) : null,
        AgeSeconds = residual.Since == 0 ? 0 : (core.Now - residual.Since) / 1_000_000_000,
        DeadlineSeconds = residual.Since == 0 ? 0 : (residual.Deadline - residual.Since) / 1_000_000_000,
        State = state,
    };

    private HealthView HealthOf()
    {
        var problems = shards.Where(shard => shard.Problem is not null).Select(shard => $"{shard.Name}: {shard.Problem}").ToList();
        if (history.Problem is { } problem)
            problems.Add(problem);
        problems.AddRange(Outside?.Invoke() ?? []);
        if (lease.Keeper.Problem is { } unasked)
            problems.Add(unasked);
        if (core.Book.Ledger.Breaks > 0)
            problems.Add("The ledger's identity did not hold.");
        if (_problem is { } unbuilt)
            problems.Add(unbuilt);
        return new HealthView
        {
            Loop = new LoopLatencyView { P50Ns = loop.Latency.Percentile(500), P99Ns = loop.Latency.Percentile(990), MaxNs = loop.Latency.Count == 0 ? null : loop.Latency.Max },
            QueueDepth = inbox.Depth,
            JournalLag = 0,
            DatabaseDroppedRows = Enum.GetValues<HistoryTable>().Sum(table => history.Dropped(table)),
            CandidatesEvaluated = core.Detector.Looked,
            Problems = problems,
        };
    }
}
