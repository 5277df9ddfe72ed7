using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>One attempt at an opportunity: its plan, its orders, and what they have come to so far.</summary>
public sealed class Cycle
{
    private readonly List<Order> _orders = [];
    private readonly List<Asset> _touched = [];
    private readonly HashSet<Asset> _home;

    public Cycle(CycleOpened opened, IReadOnlyList<PlannedLeg> plan, IReadOnlySet<Asset> dollars)
    {
        (Epoch, Id, Kind, CooldownKey) = (opened.Epoch, opened.Cycle, opened.Kind, opened.CooldownKey);
        Command = opened.Command;
        (Start, End, Cost, ExpectedNet, OpenedAt) = (opened.Start, opened.End, opened.Cost, opened.ExpectedNet, opened.Time);
        Plan = plan;
        Inherited = opened.Inherited ?? [];
        foreach (var leg in plan)
            Touch(leg.Traded.Instrument.Symbol);
        _home = [.. dollars, Start, End];
        foreach (var inherited in Inherited)
            Touch(inherited.Asset);
        UnhedgedSince = opened.UnhedgedSince ?? (Inherited.Count > 0 ? OpenedAt : 0);
    }

    /// <summary>The run that began it.</summary>
    public long Epoch { get; }

    public long Id { get; }

    public string Name => $"{Epoch}-{Id}";

    public PathKind Kind { get; }

    public int CooldownKey { get; }

    /// <summary>The command that it trades for; null for arbitrage.</summary>
    public string? Command { get; }

    public IReadOnlyList<PlannedLeg> Plan { get; }

    /// <summary>What it took over from the residual ledger.</summary>
    public IReadOnlyList<RecordedBalance> Inherited { get; }

    /// <summary>What the first leg spends.</summary>
    public Asset Start { get; }

    /// <summary>What the last leg yields: the start asset, or on another venue another dollar.</summary>
    public Asset End { get; }

    public Amount Cost { get; }

    public Amount ExpectedNet { get; }

    public long OpenedAt { get; }

    public long ClosedAt { get; set; }

    public CycleOutcome Outcome { get; set; } = CycleOutcome.Working;

    /// <summary>How it was closed the last time; null where it never was.</summary>
    public CycleClosed? Closing { get; set; }

    /// <summary>In the start asset, after fees; what stays as residual is not in it.</summary>
    public Amount RealisedNet { get; set; }

    public IReadOnlyList<Order> Orders => _orders;

    public bool IsOpen => Outcome is CycleOutcome.Working or CycleOutcome.Recovering;

    /// <summary>Begun by an earlier run: its next legs are not traded any more, only what it left is closed.</summary>
    public bool WasInterrupted { get; set; }

    /// <summary>The time of the fill since which something is left over; 0 while nothing is. From the journal, so a restart does not set it back.</summary>
    public long UnhedgedSince { get; set; }

    /// <summary>No earlier than this is the next recovery order sent.</summary>
    public long NextAttemptAt { get; set; }

    /// <summary>Recovery orders so far, of all runs.</summary>
    public int RecoveryAttempts => _orders.Count(order => order.Purpose != OrderPurpose.Entry);

    public string Route => Plan.Count == 0
        ? $"residual {string.Join(", ", Inherited.Select(inherited => $"{inherited.Amount} {inherited.Asset} at {inherited.Place}"))}"
        : string.Join(" → ", Plan.Select(leg => $"{leg.Traded.Instrument.Venue} {(leg.Side == Side.Buy ? "buy" : "sell")} {leg.Traded.Instrument.Symbol}"));

    public bool HasOpenOrders => _orders.Exists(order => !order.IsTerminal);

    public bool HasFills => _orders.Exists(order => !order.Filled.IsZero);

    /// <summary>Assets that it has a plan for or an order in.</summary>
    public IReadOnlyList<Asset> Touched => _touched;

    /// <summary>
    /// What it may end in: the asset it starts from, the one it ends in, and any dollar. One that it was only to pass through costs
    /// more to trade away than its basis can move; it is drift, which a conversion mends. What was bought on command is
    /// meant to stay.
    /// </summary>
    public bool IsHome(Asset asset) => Kind == PathKind.Commanded || _home.Contains(asset);

    /// <summary>The assets that it must not leave changed.</summary>
    public IEnumerable<Asset> Passed => _touched.Where(asset => !IsHome(asset));

    /// <summary>What it has left over at this moment, by asset.</summary>
    public IEnumerable<(Asset Asset, Amount Change)> Exposures => Passed.Select(asset => (asset, Change(asset))).Where(exposure => exposure.Item2.Sign != 0);

    public void Add(Order order)
    {
        _orders.Add(order);
        Touch(order.Instrument.Symbol);
    }

    /// <summary>What its fills changed in an asset, over all venues: fees counted in the asset they were taken in.</summary>
    public Amount Change(Asset asset) => Change(asset, place: null);

    /// <summary>The same at one place.</summary>
    public Amount Change(Asset asset, Place? place)
    {
        var change = Amount.Zero;
        foreach (var inherited in Inherited)
        {
            if (inherited.Asset == asset && (place is not { } only || only.Name == inherited.Place))
                change += inherited.Amount;
        }

        foreach (var order in _orders)
        {
            if (order.Filled.IsZero || (place is { } only && order.Place != only))
                continue;
            var symbol = order.Instrument.Symbol;
            if (symbol.Base == asset)
                change += order.Side == Side.Buy ? Amount.From(order.Filled) : -Amount.From(order.Filled);
            if (symbol.Quote == asset)
                change += order.Side == Side.Buy ? -Amount.From(order.FilledNotional) : Amount.From(order.FilledNotional);
            if (order.FeeAsset == asset)
                change -= order.Fee;
        }

        return change;
    }

    /// <summary>Whether the venue refused such an order of it.</summary>
    public bool WasRejected(TradedInstrument traded, Side side)
        => _orders.Exists(order => order.Traded == traded && order.Side == side && order.State == OrderState.Rejected);

    /// <summary>A fill became known: is something left over now, and since when?</summary>
    public void NoteFill(long time)
    {
        if (!Exposures.Any())
            UnhedgedSince = 0;
        else if (UnhedgedSince == 0)
            UnhedgedSince = time;
    }

    /// <summary>What brings it about anew, as far as it has come; not how it was closed.</summary>
    public IEnumerable<JournalRecord> ToRecords() => _orders.SelectMany(order => order.ToRecords()).Prepend(new CycleOpened(
        OpenedAt,
        Epoch,
        Id,
        Kind,
        Plan.Select(leg => new RecordedLeg(leg.Traded.Instrument.Venue, leg.Traded.Instrument.Symbol, leg.Side, leg.Quantity, leg.Limit, leg.Average)).ToList(),
        Start,
        End,
        Cost,
        ExpectedNet)
    {
        Command = Command,
        Inherited = Inherited.Count > 0 ? Inherited : null,
        UnhedgedSince = UnhedgedSince > 0 ? UnhedgedSince : null,
    });

    private void Touch(Symbol symbol)
    {
        Touch(symbol.Base);
        Touch(symbol.Quote);
    }

    private void Touch(Asset asset)
    {
        if (!_touched.Contains(asset))
            _touched.Add(asset);
    }
}
