using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// What to begin with where the journal is lost: the venues' own balances, and their own orders since the last moment that is known
/// to have been settled (architecture.md, the fast side). What those orders changed and did not change back is one exposure, which
/// is closed like any other before anything new begins.
/// </summary>
public static class Adoption
{
    /// <summary>Cycles of a run count from one, so this number is free.</summary>
    private const long Cycle = 0;

    /// <summary>And this one, which no client order id is made of: those in it have theirs.</summary>
    private const long CycleOnCommand = -1;

    /// <param name="reports">One of every venue, asked for no sooner than the longest sending after the last process is known to be gone.</param>
    /// <param name="dollars">What counts as home.</param>
    /// <param name="epoch">Of the run that adopts: above any that the reports speak of.</param>
    /// <param name="now">Unix nanoseconds.</param>
    /// <exception cref="ArgumentException">The epoch was used before.</exception>
    public static Checkpoint From(IReadOnlyList<AccountReport> reports, IReadOnlySet<Asset> dollars, long epoch, long now)
    {
        if (epoch <= LastEpoch(reports))
            throw new ArgumentException($"epoch {epoch} was used before: the venues know orders of {LastEpoch(reports)}", nameof(epoch));
        var balances = reports
            .SelectMany(report => report.Balances.Select(balance => new RecordedBalance(Place.Trading(report.Venue).Name, balance.Asset, balance.Free + balance.Locked)))
            .ToList();
        return new Checkpoint(balances, [], Totals.None, TradingState.Active, "", "", 0, Records(reports, dollars, epoch, now).ToList());
    }

    /// <summary>The same as a record, for a run that has begun already.</summary>
    /// <exception cref="ArgumentException">The epoch was used before.</exception>
    public static Adopted RecordOf(IReadOnlyList<AccountReport> reports, IReadOnlySet<Asset> dollars, long epoch, long now)
    {
        var adopted = From(reports, dollars, epoch, now);
        return reports.Select(report => report.Copy).OfType<LeftBehind>().FirstOrDefault() is { } copy
            ? new Adopted(now, adopted.Balances, [.. Since(copy, reports, dollars, epoch, now)]) { Copy = copy.State }
            : new Adopted(now, adopted.Balances, adopted.Open);
    }

    /// <summary>
    /// What the venues know of our orders beyond what had left the machine: known ones go on where they stood, one of a cycle that is open
    /// there joins it, and those of cycles that nothing was told of are one exposure, as where nothing is known at all.
    /// </summary>
    private static IEnumerable<JournalRecord> Since(LeftBehind copy, IReadOnlyList<AccountReport> reports, IReadOnlySet<Asset> dollars, long epoch, long now)
    {
        var known = copy.State.Closed.Concat(copy.State.Open).ToLookup(record => record.GetType());
        var intended = known[typeof(OrderIntended)].Cast<OrderIntended>().ToDictionary(order => order.Id, StringComparer.Ordinal);
        var ended = known[typeof(OrderEnded)].Cast<OrderEnded>().Select(order => order.Id).ToHashSet(StringComparer.Ordinal);
        var open = copy.State.Open.OfType<CycleOpened>().ToList();
        var trades = (copy.State.Treasury?.Trades ?? []).ToDictionary(trade => trade.Command.Id, trade => trade.Command, StringComparer.Ordinal);
        var records = new List<JournalRecord>();
        var unknown = new List<AccountReport>();
        foreach (var report in reports)
        {
            var strange = new List<ReportedOrder>();
            foreach (var order in report.Orders)
            {
                if (!ClientOrderIds.TryRead(order.ClientOrderId, out var run, out var number))
                    continue;
                if (intended.ContainsKey(order.ClientOrderId))
                    records.AddRange(OutcomeOf(order, now, ended.Contains(order.ClientOrderId)));
                else if (CycleOf(open, report.Venue, order, run, number) is { } cycle)
                    records.AddRange([Joining(cycle, report.Venue, order, now, trades), .. OutcomeOf(order, now, isEnded: false)]);
                else if (!copy.Covers(run, number))
                    strange.Add(order);
            }

            unknown.Add(report with { Orders = strange });
        }

        return records.Concat(Records(unknown, dollars, epoch, now));
    }

    private static CycleOpened? CycleOf(List<CycleOpened> open, Venue venue, ReportedOrder order, long run, long number)
        => open.Find(cycle => cycle.Epoch == run && cycle.Cycle == number)
            ?? (ClientOrderIds.IsOnCommand(order.ClientOrderId)
                ? open.Find(cycle => cycle.Kind == PathKind.Commanded && cycle.Legs.Any(leg => leg.Venue == venue && leg.Symbol == order.Symbol && leg.Side == order.Side))
                : null);

    private static OrderIntended Joining(CycleOpened cycle, Venue venue, ReportedOrder order, long now, Dictionary<string, Trade> trades)
    {
        var leg = Math.Max(0, cycle.Legs.ToList().FindIndex(leg => leg.Venue == venue && leg.Symbol == order.Symbol && leg.Side == order.Side));
        var purpose = cycle.Kind == PathKind.Commanded ? OrderPurpose.Commanded : OrderPurpose.Entry;
        return new OrderIntended(now, order.ClientOrderId, cycle.Epoch, cycle.Cycle, leg, purpose, venue, order.Symbol, order.Side, order.Quantity, order.Limit)
        {
            Reservation = cycle.Command is { } command && trades.TryGetValue(command, out var trade) ? trade.Reservation : null,
        };
    }

    private static IEnumerable<JournalRecord> OutcomeOf(ReportedOrder order, long now, bool isEnded)
    {
        if (!order.Filled.IsZero)
            yield return new OrderAdvanced(now, order.ClientOrderId, order.Filled, order.FilledNotional, order.Fee, order.FeeAsset);
        if (!order.IsOpen && !isEnded)
            yield return new OrderEnded(now, order.ClientOrderId, OrderState.Expired, "adopted");
    }

    /// <summary>The highest epoch in any order of ours that the venues know; 0 where they know none.</summary>
    public static long LastEpoch(IReadOnlyList<AccountReport> reports)
        => reports.SelectMany(report => report.Orders).Select(order => ClientOrderIds.TryRead(order.ClientOrderId, out var epoch) ? epoch : 0).DefaultIfEmpty(0).Max();

    /// <summary>All orders as one cycle: whichever closed what another of them left, together they are what is left now.</summary>
    private static IEnumerable<JournalRecord> Records(IReadOnlyList<AccountReport> reports, IReadOnlySet<Asset> dollars, long epoch, long now)
    {
        var own = reports
            .SelectMany(report => report.Orders.Select(order => (report.Venue, Order: order)))
            .Where(known => ClientOrderIds.TryRead(known.Order.ClientOrderId, out _))
            .ToLookup(known => ClientOrderIds.IsOnCommand(known.Order.ClientOrderId));
        if (dollars.Count == 0)
            return [];
        var home = dollars.Order().First();
        var arbitrage = new CycleOpened(now, epoch, Cycle, PathKind.Residual, [], home, home, Amount.Zero, Amount.Zero) { UnhedgedSince = now };

        // What was bought on command is meant to stay: it is followed to its end, and nothing of it is closed.
        var commanded = new CycleOpened(now, epoch, CycleOnCommand, PathKind.Commanded, [], home, home, Amount.Zero, Amount.Zero);
        return Records(arbitrage, OrderPurpose.Entry, own[false]).Concat(Records(commanded, OrderPurpose.Commanded, own[true]));
    }

    private static IEnumerable<JournalRecord> Records(CycleOpened cycle, OrderPurpose purpose, IEnumerable<(Venue Venue, ReportedOrder Order)> orders)
    {
        var (now, isOpened) = (cycle.Time, false);
        foreach (var (venue, order) in orders)
        {
            if (!isOpened)
                yield return cycle;
            isOpened = true;
            yield return new OrderIntended(now, order.ClientOrderId, cycle.Epoch, cycle.Cycle, 0, purpose, venue, order.Symbol, order.Side, order.Quantity, order.Limit);
            if (!order.Filled.IsZero)
                yield return new OrderAdvanced(now, order.ClientOrderId, order.Filled, order.FilledNotional, order.Fee, order.FeeAsset);
            if (!order.IsOpen)
                yield return new OrderEnded(now, order.ClientOrderId, OrderState.Expired, "adopted");
        }
    }
}
