using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>One attempt at an opportunity: its plan, its orders, and what they have come to so far.</summary>
public sealed class Cycle(long epoch, long id, PathKind kind, int cooldownKey, IReadOnlyList<PlannedLeg> plan, Asset start, Asset end, Amount cost, Amount expectedNet, long openedAt)
{
    private readonly List<Order> _orders = [];

    /// <summary>The run that began it.</summary>
    public long Epoch { get; } = epoch;

    public long Id { get; } = id;

    public PathKind Kind { get; } = kind;

    public int CooldownKey { get; } = cooldownKey;

    public IReadOnlyList<PlannedLeg> Plan { get; } = plan;

    /// <summary>What the first leg spends.</summary>
    public Asset Start { get; } = start;

    /// <summary>What the last leg yields: the start asset, or on another venue another dollar.</summary>
    public Asset End { get; } = end;

    public Amount Cost { get; } = cost;

    public Amount ExpectedNet { get; } = expectedNet;

    public long OpenedAt { get; } = openedAt;

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

    /// <summary>When recovery began, for the deadline and the unhedged seconds.</summary>
    public long RecoveringSince { get; set; }

    public int RecoveryAttempts { get; set; }

    /// <summary>No earlier than this is the next recovery order sent.</summary>
    public long NextAttemptAt { get; set; }

    public string Route => string.Join(" → ", Plan.Select(leg => $"{leg.Traded.Instrument.Venue} {(leg.Side == Side.Buy ? "buy" : "sell")} {leg.Traded.Instrument.Symbol}"));

    public bool HasOpenOrders => _orders.Exists(order => !order.IsTerminal);

    public bool HasFills => _orders.Exists(order => !order.Filled.IsZero);

    public void Add(Order order) => _orders.Add(order);

    /// <summary>What its fills changed in an asset, over all venues: fees counted in the asset they were taken in.</summary>
    public Amount Change(Asset asset) => Change(asset, venue: null);

    /// <summary>The same on one venue.</summary>
    public Amount Change(Asset asset, Venue? venue)
    {
        var change = Amount.Zero;
        foreach (var order in _orders)
        {
            if (order.Filled.IsZero || (venue is { } only && order.Instrument.Venue != only))
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

    /// <summary>The assets that it must not leave changed: all but what it starts from and ends in.</summary>
    public IEnumerable<Asset> Passed => Plan
        .SelectMany(leg => new[] { leg.Traded.Instrument.Symbol.Base, leg.Traded.Instrument.Symbol.Quote })
        .Distinct()
        .Where(asset => asset != Start && asset != End);
}
