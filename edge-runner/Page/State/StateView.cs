using Arbit.EdgeRunner.Slow;
using Arbit.Slow;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Page.State;

/// <summary>What the page shows and <c>/api/state</c> returns: one immutable snapshot of the running program. Every <see cref="decimal"/> in it
/// goes out as a string of plain digits, so that no reader can round money through a binary fraction.</summary>
public sealed record StateView
{
    /// <summary>What runs: build, feed, how long.</summary>
    public required ProgramView Program { get; init; }

    /// <summary>Whether new trades may start, and why not.</summary>
    public required TradingView Trading { get; init; }

    /// <summary>Whether trading is this process's at all.</summary>
    public required LeaseView Lease { get; init; }

    /// <summary>Everything that is not traded now, from everything to one asset; empty when nothing rests.</summary>
    public required IReadOnlyList<StopView> Stops { get; init; }

    /// <summary>How the capital is divided; null where it is not.</summary>
    public required FuelView? Fuel { get; init; }

    /// <summary>Accounts that pay less for paying in the venue's own asset; empty for none.</summary>
    public IReadOnlyList<FeeDiscountView> Discounts { get; init; } = [];

    /// <summary>Accounts that may trade some volume a month without a fee; empty for none.</summary>
    public IReadOnlyList<FeeAllowanceView> Allowances { get; init; } = [];

    /// <summary>The Mode Manager's level: where the profit goes.</summary>
    public required TradingMode Mode { get; init; }

    /// <summary>Of the mode: raised by every flip, and an older one never acts (lesson L33). 0 while it is only configured.</summary>
    public required long Epoch { get; init; }

    /// <summary>When the edge changed to the mode; null while it is only configured.</summary>
    public required DateTimeOffset? ModeSince { get; init; }

    /// <summary>Which signal or person flipped to it, as far as the workflows that are still told know.</summary>
    public string? ModeBy { get; init; }

    /// <summary>What everything is worth.</summary>
    public required ValueView Value { get; init; }

    /// <summary>What was made and lost.</summary>
    public required PnlView Pnl { get; init; }

    /// <summary>One a configured venue, in the order of the configuration.</summary>
    public required IReadOnlyList<VenueView> Venues { get; init; }

    /// <summary>One a subscribed instrument.</summary>
    public required IReadOnlyList<BookView> Books { get; init; }

    /// <summary>The best venue pair of each base asset now, the best first.</summary>
    public required IReadOnlyList<SpreadView> Spreads { get; init; }

    /// <summary>The most recent ones, newest first; bounded by the publisher (about 50).</summary>
    public required IReadOnlyList<OpportunityView> Opportunities { get; init; }

    /// <summary>Refused opportunities of this run by reason, the most frequent first.</summary>
    public required IReadOnlyList<RefusalView> Refusals { get; init; }

    /// <summary>The most recent ones, newest first; bounded by the publisher (about 30).</summary>
    public required IReadOnlyList<CycleView> Cycles { get; init; }

    /// <summary>Expected against realised, in total and by venue and pair.</summary>
    public required MeasuresView Measures { get; init; }

    /// <summary>By place and asset, in a stable order.</summary>
    public required IReadOnlyList<BalanceView> Balances { get; init; }

    /// <summary>What the slow side has claimed, by id; empty for nothing.</summary>
    public IReadOnlyList<ReservationView> Reservations { get; init; } = [];

    /// <summary>By account against its target. It and what follows are put to the engine's snapshot where it is served.</summary>
    public InventoryView? Inventory { get; init; }

    /// <summary>The newest 30 workflows, newest first, and older ones that wait for a person.</summary>
    public IReadOnlyList<WorkflowProgressView> Workflows { get; init; } = [];

    /// <summary>Signals since the start.</summary>
    public SignalCounts Signals { get; init; } = SignalCounts.None;

    /// <summary>False where no slow side reaches this process: then nobody moves money, and flips and sweeps go nowhere.</summary>
    public bool HasSlowSide { get; init; }

    /// <summary>What broken trades left open; empty when nothing is.</summary>
    public required IReadOnlyList<ResidualView> Residuals { get; init; }

    /// <summary>What the Market Scanner says, by base asset.</summary>
    public required IReadOnlyList<ScannedMarketView> Scanner { get; init; }

    /// <summary>The identity check over all places.</summary>
    public required LedgerView Ledger { get; init; }

    /// <summary>The engine itself.</summary>
    public required HealthView Health { get; init; }
}
