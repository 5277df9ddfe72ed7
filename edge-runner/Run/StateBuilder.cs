using System.Globalization;
using Arbit.EdgeRunner.Books;
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
using Arbit.EdgeRunner.Venues.Wire;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

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
    private const int Shown = 60;

    private readonly long[] _framesBefore = new long[shards.Count];
    private readonly CrossSpreads _spreads = new(core, !settings.Live.IsReal);
    private StateView? _current;
    private long _before;
    private Amount? _startValue;
    private string? _problem;

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
            Lease = lease.View(TimeOf(now)),
            Stops = core.Stops().Select(StopOf).ToList(),
            Fuel = FuelOf(),
            Discounts = core.Fees.Accounts.Where(account => account.Discount is not null).Select(account => new FeeDiscountView
            {
                Venue = account.Venue.Name,
                Asset = account.Discount!.Asset.Code,
                Counts = account.Counts,
                Kept = account.Kept is { } kept ? Shorten(kept.Value) : null,
            }).ToList(),
            Mode = level?.Mode ?? settings.Engine.InitialMode,
            Epoch = level?.Epoch ?? 0,
            ModeSince = level is null ? null : TimeOf(level.Since),
            Reservations = core.Book.Treasury.Reservations.Select(ReservationOf).ToList(),
            Allowances = core.Fees.Accounts.Where(account => account.Allowance is not null).Select(account => new FeeAllowanceView
            {
                Venue = account.Venue.Name,
                PerMonthUsd = Shorten(account.Allowance!.Value.PerMonth.Value),
                LeftUsd = account.Allowance.Value.Left is { } left ? Shorten(left.Value) : null,
                Counts = account.IsFree,
            }).ToList(),
            Value = new ValueView { TotalUsd = Shorten(value.Value), StartUsd = Shorten((_startValue ?? value).Value), ResidualUsd = OpenResiduals().Sum(residual => residual.ValueUsd ?? 0) },
            Pnl = pnl.View(core.Book.Totals),
            Venues = shards.Select(shard => VenueOf(shard, now)).ToList(),
            Books = core.Instruments.Select(i => BookOf(i, now)).ToList(),
            Spreads = _spreads.Best(Shown),
            Opportunities = core.Opportunities.Seen.OrderByDescending(o => o.LastSeenAt).Take(Shown).Select(OpportunityOf).ToList(),
            Refusals = RefusalsOf(),
            Cycles = core.Book.Open.Reverse().Concat(core.Book.Closed.Reverse()).Take(Shown).Select(CycleOf).ToList(),
            Measures = MeasuresOf.View(core.Measures),
            Balances = core.Book.Ledger.Balances.Select(b => BalanceOf(b.Place.Name, b.Asset, b.Balance)).ToList(),
            Residuals = OpenResiduals().Concat(core.Executor.Residuals.Where(residual => residual.IsHeld).Select(r => ResidualOf(r, "held"))).ToList(),
            Scanner = ScannerPicture.Of(core.Scanner, settings.Engine.Detection),
            Ledger = new LedgerView { Checks = core.Book.Ledger.Checks, Breaks = core.Book.Ledger.Breaks, LastCheckAt = core.Book.Ledger.Checks == 0 ? null : TimeOf(now) },
            Health = HealthOf(),
        };
        _before = now;
        Volatile.Write(ref _current, state);
    }

    private static DateTimeOffset TimeOf(long nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100);

    private static decimal Shorten(Exact value) => value.Round(12, Rounding.HalfEven).ToDecimal();

    private static string CamelCase(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];

    private ProgramView ProgramOf(long now) => new()
    {
        Name = "Arbit",
        Version = typeof(StateBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
        Build = LiveConfig.Build,
        Feed = settings.IsSimulatedFeed ? FeedKind.Simulated : FeedKind.Live,
        Simulated = !settings.Live.IsReal,
        StartedAt = TimeOf(startedAt),
        Now = TimeOf(now),
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
        Since = TimeOf(core.Book.TradingSince == 0 ? startedAt : core.Book.TradingSince),
        Resumes = core.Book.TradingResumes.Length == 0 ? null : core.Book.TradingResumes,
    };

    private static ReservationView ReservationOf(Treasury.Reservation held) => new()
    {
        Id = held.Id,
        Place = held.Place,
        Asset = held.Asset.Code,
        Left = Shorten(held.Left.Value),
        Until = held.Until is { } until ? TimeOf(until) : null,
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
        Since = TimeOf(stop.Since == 0 ? startedAt : stop.Since),
        Resumes = stop.Resumes,
    };

    private FuelView? FuelOf() => core.Risk.Fuel is not { } fuel ? null : new FuelView
    {
        CapitalUsd = Shorten(fuel.Capital.Value),
        QBotUsd = Shorten(fuel.OfQBot()),
        QBotShare = Percent(fuel.QBot),
        ABotShare = Percent(ABotShare),
        ABotUsd = Shorten(Of(ABotShare, fuel)),
        GBotShare = Percent(GBotShare),
        GBotUsd = Shorten(Of(GBotShare, fuel)),
        Strategies = new[] { PathKind.Cross, PathKind.Triangular }.Select(kind => new StrategyFuelView
        {
            Kind = kind == PathKind.Cross ? OpportunityKind.Cross : OpportunityKind.Triangular,
            Share = Percent(fuel.Settings.Of(kind)),
            FuelUsd = Shorten(fuel.Of(kind)),
            ClaimedUsd = Shorten(fuel.Claimed(kind)),
        }).ToList(),
    };

    private Bps ABotShare => core.Book.Treasury.Mode?.Shares.ABot ?? settings.ABotShare;

    private Bps GBotShare => core.Book.Treasury.Mode?.Shares.GBot ?? settings.GBotShare;

    private static Exact Of(Bps share, Fuel fuel) => (fuel.Capital.Value * share.Value * new Exact(1, 4)).Round(2, Rounding.Floor);

    private static decimal Percent(Bps share) => Shorten((share.Value * new Exact(1, 2)).Round(4, Rounding.HalfEven));

    private VenueView VenueOf(VenueShard shard, long now)
    {
        var elapsed = Math.Max(now - _before, 1);
        var perSecond = (shard.Frames - _framesBefore[shard.Source]) * 1e9 / elapsed;
        _framesBefore[shard.Source] = shard.Frames;
        var instruments = shard.Instruments.ToList();
        var states = instruments.CountBy(i => i.Book.State).ToDictionary();
        return new VenueView
        {
            Name = shard.Name,
            State = shard.Connection switch
            {
                ConnectionState.Disconnected => ConnectionStateView.Disconnected,
                ConnectionState.Connecting => ConnectionStateView.Connecting,
                ConnectionState.Connected => ConnectionStateView.Connected,
                ConnectionState.Subscribed => ConnectionStateView.Subscribed,
                ConnectionState.Reconnecting => ConnectionStateView.Reconnecting,
                _ => ConnectionStateView.Closed,
            },
            Subscriptions = new SubscriptionsView { Wanted = instruments.Count, Live = instruments.Count(i => i.LastDataAt > 0) },
            FramesTotal = shard.Frames,
            FramesPerSecond = Math.Round(perSecond, 1),
            LastFrameAgeMs = shard.LastFrameAt == 0 ? null : (now - shard.LastFrameAt) / 1_000_000,
            Malformed = Enum.GetValues<FrameFault>().Where(fault => shard.Malformed[(int)fault] > 0)
                .Select(fault => new MalformedView { Why = CamelCase(fault.ToString()), Count = shard.Malformed[(int)fault] }).ToList(),
            Ignored = shard.Ignored,
            Gaps = instruments.Sum(i => i.Book.Breaks),
            Resyncs = shard.Resyncs,
            Reconnects = shard.Reconnects,
            Books = new BookCountsView
            {
                Proven = states.GetValueOrDefault(BookState.Proven),
                Unproven = states.GetValueOrDefault(BookState.Unproven),
                Broken = states.GetValueOrDefault(BookState.Broken),
            },
            Latency = new LatencyView { P50Us = shard.Latency.Percentile(500) / 1000.0, P99Us = shard.Latency.Percentile(990) / 1000.0 },
            Clock = ClockOf(shard.Source, now),
            QuotesConflated = 0,
            QueueDepth = inbox.DepthOf(shard.Source),
            Problem = shard.Problem,
            Reconciliation = ReconciliationOf(core.Reconciler.Of(shard.Codec.Venue)),
        };
    }

    private static ReconciliationView ReconciliationOf(VenueReconciliation venue) => new()
    {
        State = venue.State switch
        {
            ReconciliationState.Waiting => ReconciliationStateView.Waiting,
            ReconciliationState.Agrees => ReconciliationStateView.Agrees,
            ReconciliationState.Suspected => ReconciliationStateView.Suspected,
            _ => ReconciliationStateView.Differs,
        },
        ComparedAt = venue.ComparedAt == 0 ? null : TimeOf(venue.ComparedAt),
        Reports = venue.Reports,
        FillsFound = venue.FillsFound,
        Unanswered = venue.Unanswered,
        Differences = venue.Differences.ToList(),
    };

    private ClockView? ClockOf(int source, long now)
    {
        // Before the first connection is made there is a picture already.
        if (source >= connections.Count || connections[source].Clock is not { Reading: { } reading } clock)
            return null;
        return new ClockView
        {
            OffsetMs = Math.Round(reading.Offset / 1e6, 1),
            UncertaintyMs = Math.Round(reading.Uncertainty / 1e6, 1),
            AgeSeconds = (now - reading.MeasuredAt) / 1_000_000_000,
            LagP50Ms = clock.Lag.Percentile(500) / 1e6,
            LagP99Ms = clock.Lag.Percentile(990) / 1e6,
        };
    }

    private static BookView BookOf(TradedInstrument instrument, long now)
    {
        var book = instrument.Book;
        var shows = instrument.HasTop && book.State != BookState.Unproven;
        decimal? PriceOf(long units) => shows ? Shorten(new Exact(units, book.PriceDecimals)) : null;
        decimal? SizeOf(long units) => shows ? Shorten(new Exact(units, book.QuantityDecimals)) : null;
        return new BookView
        {
            Venue = instrument.Instrument.Venue.Name,
            Symbol = instrument.Instrument.Symbol.ToString(),
            State = book.State switch { BookState.Proven => BookStateView.Proven, BookState.Unproven => BookStateView.Unproven, _ => BookStateView.Broken },
            Reason = book.Reason == BookReason.None ? null : CamelCase(book.Reason.ToString()),
            Bid = PriceOf(book.BidPrice),
            BidSize = SizeOf(book.BidQuantity),
            Ask = PriceOf(book.AskPrice),
            AskSize = SizeOf(book.AskQuantity),
            SpreadBps = shows ? SpreadOf(book) : null,
            ProvenToBid = book.IsUsable && book.Bids.IsProofBounded ? PriceOf(book.Bids.ProvenTo) : null,
            ProvenToAsk = book.IsUsable && book.Asks.IsProofBounded ? PriceOf(book.Asks.ProvenTo) : null,
            AgeMs = instrument.LastDataAt == 0 ? null : (now - instrument.LastDataAt) / 1_000_000,
            Levels = book.Bids.Count + book.Asks.Count,
        };
    }

    /// <summary>Null where it is wider than any number of basis points that is kept: a book with hardly an offer.</summary>
    private static decimal? SpreadOf(OrderBook book)
    {
        try
        {
            return Shorten(Bps.Of(new Exact(book.AskPrice - book.BidPrice, book.PriceDecimals), new Exact(book.BidPrice, book.PriceDecimals), Rounding.HalfEven).Value);
        }
        catch (MoneyOverflowException)
        {
            return null;
        }
    }

    private static OpportunityView OpportunityOf(Opportunity seen) => new()
    {
        Id = seen.Id.ToString(CultureInfo.InvariantCulture),
        Time = TimeOf(seen.LastSeenAt),
        Kind = seen.Path.Kind == PathKind.Cross ? OpportunityKind.Cross : OpportunityKind.Triangular,
        Route = RouteOf(seen.Path),
        NetBps = Shorten(seen.NetBps),
        Net = Shorten(seen.Net),
        StartAsset = seen.Start.Code,
        Size = Shorten(seen.Cost),
        Taken = seen.IsTaken,
        Reason = seen.IsTaken ? "taken" : CamelCase(seen.Reason.ToString()),
        Sentence = RefusalSentence.Of(seen.Reason),
        TimesSeen = seen.TimesSeen,
    };

    private static string RouteOf(CyclePath path) => path.Kind == PathKind.Cross
        ? string.Join(" → ", path.Legs.Select(leg => $"{leg.Instrument.Venue} {leg.Instrument.Symbol}"))
        : $"{path.Legs[0].Instrument.Venue}: {string.Join(" → ", path.Legs.Select(leg => leg.Spends))} → {path.Legs[0].Spends}";

    private List<RefusalView> RefusalsOf() => Enum.GetValues<RefusalReason>()
        .Where(reason => reason != RefusalReason.None && core.Opportunities.Refused(reason) > 0)
        .Select(reason => new RefusalView { Reason = CamelCase(reason.ToString()), Sentence = RefusalSentence.Of(reason), Count = core.Opportunities.Refused(reason) })
        .ToList();

    private static CycleView CycleOf(Cycle cycle) => new()
    {
        Id = $"{cycle.Epoch}-{cycle.Id}",
        Kind = cycle.Kind switch { PathKind.Cross => OpportunityKind.Cross, PathKind.Triangular => OpportunityKind.Triangular, PathKind.Commanded => OpportunityKind.Commanded, _ => OpportunityKind.Residual },
        Route = cycle.Route,
        State = CamelCase(cycle.Outcome.ToString()),
        StartedAt = TimeOf(cycle.OpenedAt),
        Legs = cycle.Orders.Select(LegOf).ToList(),
        ExpectedNet = Shorten(cycle.ExpectedNet.Value),
        RealisedNet = cycle.IsOpen ? null : Shorten(cycle.RealisedNet.Value),
        Asset = cycle.Start.Code,
        Residual = cycle.Passed.Select(asset => (decimal?)Shorten(cycle.Change(asset).Value)).FirstOrDefault(change => change != 0),
    };

    private static LegView LegOf(Order order) => new()
    {
        Venue = order.Instrument.Venue.Name,
        Symbol = order.Instrument.Symbol.ToString(),
        Side = order.Side == Side.Buy ? LegSide.Buy : LegSide.Sell,
        Quantity = Shorten(order.Quantity.Value),
        Limit = Shorten(order.Limit.Value),
        Filled = Shorten(order.Filled.Value),
        Average = order.Filled.IsZero ? null : Shorten(order.FilledNotional.Value.Divide(order.Filled.Value, 12, Rounding.HalfEven)),
        Fee = Shorten(order.Fee.Value),
        FeeAsset = order.FeeAsset.Code.Length == 0 ? null : order.FeeAsset.Code,
        State = CamelCase(order.State.ToString()),
        ClientOrderId = order.Id,
    };

    private BalanceView BalanceOf(string place, Asset asset, Ledger.Balance balance) => new()
    {
        Place = place,
        Asset = asset.Code,
        Free = Shorten(balance.Free.Value),
        Reserved = Shorten(balance.Reserved.Value),
        Total = Shorten(balance.Total.Value),
        ValueUsd = InDollars(asset, balance.Total),
    };

    private decimal? InDollars(Asset asset, Amount amount)
        => core.Rates.InDollars(asset) is { } price ? Shorten((amount.Value * price.Value).Round(8, Rounding.HalfEven)) : null;

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
        Quantity = Shorten(residual.Change.Value),
        ValueUsd = residual.InDollars is { } value ? Shorten(value.Value.Round(8, Rounding.HalfEven)) : null,
        AgeSeconds = residual.Since == 0 ? 0 : (core.Now - residual.Since) / 1_000_000_000,
        DeadlineSeconds = residual.Since == 0 ? 0 : (residual.Deadline - residual.Since) / 1_000_000_000,
        State = state,
    };

    private HealthView HealthOf()
    {
        var problems = shards.Where(shard => shard.Problem is not null).Select(shard => $"{shard.Name}: {shard.Problem}").ToList();
        if (history.Problem is { } problem)
            problems.Add(problem);
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
