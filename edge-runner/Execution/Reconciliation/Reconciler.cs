using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Risk;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Reconciliation;

/// <summary>
/// Compares what is known here with what the venues say, at start, after every reconnect and on a timer (lesson L10: heartbeats
/// were alive, and fills were lost). Orders and fills that a report knows better are booked like any other reply; balances that
/// differ by more than a venue's rounding are never booked: they raise the alarm and restrain trading until they agree again, or a person resumes. It decides,
/// so it knows no clock and nothing but what it is handed.
/// </summary>
public sealed class Reconciler(IReadOnlyList<Venue> venues, Executor executor, IOrderGateway gateway, IRates rates, IAudit audit, ReconciliationSettings settings)
{
    private const string ReasonPrefix = "the account differs: ";
    private const int MostNamed = 3;
    private const string WayBack = "by itself, when the venue's report agrees, or when a person resumes";

    private readonly SortedDictionary<Venue, VenueReconciliation> _venues = new(venues.ToDictionary(venue => venue, venue => new VenueReconciliation(venue)));

    private bool _restrained;

    public IReadOnlyCollection<VenueReconciliation> Venues => _venues.Values;

    public VenueReconciliation Of(Venue venue) => _venues[venue];

    /// <summary>A run begins: everybody is asked, as far back as something may have happened unseen.</summary>
    public void Begin(long now)
    {
        var oldest = executor.Book.Open.Select(cycle => cycle.OpenedAt).DefaultIfEmpty(now).Min();
        foreach (var venue in _venues.Values)
        {
            venue.CoveredTo = Math.Min(oldest, now - settings.LookBack);
            Ask(venue, now);
        }
    }

    /// <summary>A connection stands again: whatever it should have told meanwhile is asked for.</summary>
    public void OnConnected(Venue venue, long now)
    {
        if (_venues.TryGetValue(venue, out var state) && state.NextAt != long.MaxValue)
            Ask(state, now);
    }

    public void OnTimer(long now)
    {
        foreach (var venue in _venues.Values)
        {
            if (venue.AskedAt > 0 && now - venue.AskedAt >= settings.Patience)
            {
                venue.Unanswered++;
                venue.AskedAt = 0;
                audit.Add(now, "reconcile.unanswered", venue.Venue.Name, "no report came; asked again");
                Ask(venue, now);
            }
            else if (venue.AskedAt == 0 && now >= venue.NextAt)
            {
                Ask(venue, now);
            }
        }

        Restrain(now);
    }

    /// <summary>A venue's word on the account.</summary>
    public void OnReport(AccountReport report, long now)
    {
        if (!_venues.TryGetValue(report.Venue, out var venue))
            return;
        venue.Reports++;
        venue.AskedAt = 0;
        venue.Strangers.Clear();
        foreach (var reported in report.Orders)
            TakeOrder(venue, report, reported, now);
        ProveAbsence(report, now);

        var wasBelieved = venue.State == ReconciliationState.Differs;
        if (IsQuiet(report))
            Compare(venue, report, now);
        Conclude(venue, wasBelieved, now);
        venue.CoveredTo = CoveredBy(venue, report, now);
        Restrain(now);
        if (venue.AskAgain)
            Ask(venue, now);
    }

    /// <summary>A person resumed: what is known to differ is no reason to restrain any more, unless it changes. It stays visible.</summary>
    public void Acknowledge(long now)
    {
        foreach (var venue in _venues.Values.Where(venue => venue.MustRestrain))
        {
            venue.AcceptedDifferences = new SortedDictionary<Asset, Amount>(venue.Believed);
            venue.AcceptedStrangers.UnionWith(venue.Strangers.Keys);
            audit.Add(now, "reconcile.accepted", venue.Venue.Name, string.Join("; ", venue.Differences));
        }
    }

    private void Ask(VenueReconciliation venue, long now)
    {
        venue.AskAgain = venue.AskedAt > 0;
        if (venue.AskAgain)
            return;
        venue.AskedAt = now;
        venue.NextAt = now + settings.Interval;
        gateway.AskAccount(venue.Venue, venue.CoveredTo);
    }

    /// <summary>The report's word on one order, through the same door as any other; what it only repeats is left out.</summary>
    private void TakeOrder(VenueReconciliation venue, AccountReport report, ReportedOrder reported, long now)
    {
        if (executor.Book.Find(reported.ClientOrderId) is not { } order)
        {
            MeetStranger(venue, reported);
            return;
        }

        // It may have ended between the question and the answer: open there is news only of one that had ended before.
        if (order.IsTerminal && reported.IsOpen && order.DoneAt < report.AskedAt)
        {
            audit.Add(now, "reconcile.open", order.Id, $"{order.State} here, open at {venue.Venue}: cancelled there");
            gateway.Cancel(order);
        }

        var isFill = reported.Filled > order.Filled;
        var isEnd = !order.IsTerminal && !reported.IsOpen;
        var isSeen = reported.IsOpen && order.State is OrderState.Sent or OrderState.Unknown;
        if (!isFill && !isEnd && !isSeen)
            return;
        if (isFill)
        {
            venue.FillsFound++;
            audit.Add(now, "reconcile.filled", order.Id, $"{reported.Filled} at {venue.Venue}, {order.Filled} known here");
        }

        executor.OnReply(ReplyOf(reported), now);
    }

    private static OrderReply ReplyOf(ReportedOrder reported)
    {
        var kind = ReplyKind.Ended;
        if (reported.IsOpen)
            kind = reported.Filled.IsZero ? ReplyKind.Accepted : ReplyKind.Progress;
        return new OrderReply(reported.ClientOrderId, kind, reported.Filled, reported.FilledNotional, reported.Fee, reported.FeeAsset, "by the account report");
    }

    /// <summary>
    /// An order that nobody here knows. Ended ones of earlier runs are forgotten here once they are settled, and what they filled
    /// is in the balances; everything else is somebody else's, or ours and lost. This run's number on an order before this run has
    /// forgotten any means that an earlier life had that number, and that its journal is lost.
    /// </summary>
    private void MeetStranger(VenueReconciliation venue, ReportedOrder reported)
    {
        var isOwn = ClientOrderIds.TryRead(reported.ClientOrderId, out var madeBy);
        if (isOwn && madeBy == executor.Epoch && venue.Reports == 1)
            venue.OfAnotherLife.Add(reported.ClientOrderId);
        var isLost = venue.OfAnotherLife.Contains(reported.ClientOrderId);
        if (!reported.IsOpen && (reported.Filled.IsZero || (isOwn && madeBy <= executor.Epoch && !isLost)))
            return;
        var whose = isOwn ? $"run {madeBy} made it" : "it was not made here";
        if (isLost)
            whose = "its journal is lost";
        venue.Strangers[reported.ClientOrderId] = $"order {reported.ClientOrderId} is {(reported.IsOpen ? "open" : "filled")} and not known here ({whose}): {reported.Side} {reported.Quantity} {reported.Symbol}, {reported.Filled} filled";
    }

    /// <summary>
    /// Open here, sent before the question, and neither open nor ended there: one more word that the venue does not have it. By
    /// itself it proves nothing (lesson L08); the executor counts the proofs.
    /// </summary>
    private void ProveAbsence(AccountReport report, long now)
    {
        var known = report.Orders.Select(order => order.ClientOrderId).ToHashSet(StringComparer.Ordinal);
        var missing = executor.Book.Open
            .SelectMany(cycle => cycle.Orders)
            .Where(order => order.Instrument.Venue == report.Venue && order.State == OrderState.Unknown && order.SentAt < report.AskedAt && order.SentAt >= report.Since && !known.Contains(order.Id))
            .ToList();
        foreach (var order in missing)
            executor.OnReply(new OrderReply(order.Id, ReplyKind.NotFound, Quantity.Zero, Notional.Zero, Amount.Zero, default, "not in the account report"), now);
    }

    /// <summary>The next report reaches back to whatever is still open here; where something differs, as far as the first one did.</summary>
    private long CoveredBy(VenueReconciliation venue, AccountReport report, long now)
    {
        var covered = report.AskedAt - (venue.State == ReconciliationState.Agrees ? settings.Overlap : settings.LookBack);
        var open = executor.Book.Open.SelectMany(cycle => cycle.Orders).Where(order => order.Instrument.Venue == venue.Venue && !order.IsTerminal).Select(order => order.SentAt);
        return open.Append(Math.Min(covered, now)).Min();
    }

    /// <summary>Balances mean something only while nothing of ours was under way between the question and the answer.</summary>
    private bool IsQuiet(AccountReport report)
    {
        if (report.Orders.Any(order => order.IsOpen && executor.Book.Find(order.ClientOrderId) is not null))
            return false;
        var moved = executor.Book.Open.Concat(executor.Book.Closed)
            .SelectMany(cycle => cycle.Orders)
            .Any(order => order.Instrument.Venue == report.Venue && (!order.IsTerminal || order.SentAt >= report.AskedAt || order.DoneAt >= report.AskedAt));
        return !moved;
    }

    private void Compare(VenueReconciliation venue, AccountReport report, long now)
    {
        var place = Place.Trading(venue.Venue);
        var differences = new SortedDictionary<Asset, Amount>();
        foreach (var (_, asset, balance) in executor.Book.Ledger.Balances.Where(balance => balance.Place == place))
            differences[asset] = -balance.Total;
        foreach (var balance in report.Balances)
            differences[balance.Asset] = differences.GetValueOrDefault(balance.Asset) + balance.Free + balance.Locked;
        foreach (var asset in differences.Where(difference => difference.Value.Sign == 0).Select(difference => difference.Key).ToList())
            differences.Remove(asset);
        Explain(venue, differences, now);
        BookRounding(venue, differences, now);

        venue.Believed = new SortedDictionary<Asset, Amount>(differences.Where(difference => venue.Suspected.ContainsKey(difference.Key)).ToDictionary());
        venue.Suspected = differences;
        venue.ComparedAt = now;
    }

    /// <summary>What money that is on its way accounts for, to the last digit, is no difference; it is told of once.</summary>
    private void Explain(VenueReconciliation venue, SortedDictionary<Asset, Amount> differences, long now)
    {
        var explained = new SortedDictionary<Asset, Amount>();
        foreach (var (asset, difference) in differences.ToList())
        {
            if (!MoneyOnItsWay.Explains(executor.Book, Place.Trading(venue.Venue), asset, difference))
                continue;
            explained[asset] = difference;
            differences.Remove(asset);
            if (!venue.Explained.TryGetValue(asset, out var before) || before != difference)
                audit.Add(now, "reconcile.explained", venue.Venue.Name, $"{Words(venue, asset, difference)}: as much is on its way");
        }

        venue.Explained = explained;
    }

    /// <summary>
    /// Venues round what they book further than they tell: by some 10^-8 of a coin the account and all that was told of it part in time. Seen
    /// twice and worth less than a cent it is booked, up to a few cents a day: more is no rounding.
    /// </summary>
    private void BookRounding(VenueReconciliation venue, SortedDictionary<Asset, Amount> differences, long now)
    {
        var place = Place.Trading(venue.Venue);
        foreach (var (asset, difference) in differences.ToList())
        {
            if (venue.Suspected.GetValueOrDefault(asset) != difference || rates.InDollars(asset) is not { } rate)
                continue;
            var size = difference.Sign > 0 ? difference : -difference;
            var dollars = Amount.From(size.Value * rate.Value, Rounding.Ceiling);
            var isThere = difference.Sign > 0 || executor.Book.Ledger.Free(venue.Venue, asset) >= size;

            // The day's share last: what is not booked uses none of it.
            if (dollars > settings.Dust || !isThere || !venue.TryRound(dollars, settings.DustPerDay, now))
                continue;
            differences.Remove(asset);
            executor.Record(new RoundingBooked(now, place.Name, asset, difference), now);
            audit.Add(now, "reconcile.rounded", venue.Venue.Name, $"{Words(venue, asset, difference)}: booked as its rounding");
        }
    }

    private void Conclude(VenueReconciliation venue, bool wasBelieved, long now)
    {
        var before = venue.Differences.ToList();
        var stateBefore = venue.State;
        venue.Describe(venue.Suspected.Select(difference => Words(venue, difference.Key, difference.Value)).Concat(venue.Strangers.Values));
        venue.State = (venue.Believed.Count + venue.Strangers.Count, venue.Suspected.Count, venue.ComparedAt) switch
        {
            ( > 0, _, _) => ReconciliationState.Differs,
            (_, > 0, _) => ReconciliationState.Suspected,
            (_, _, 0) => ReconciliationState.Waiting,
            _ => ReconciliationState.Agrees,
        };

        // Asked again soon where the answer left something to be known.
        if (venue.State != ReconciliationState.Agrees || venue.ComparedAt != now)
            venue.NextAt = Math.Min(venue.NextAt, now + settings.Confirm);
        if (venue.State == ReconciliationState.Differs && (!wasBelieved || !before.SequenceEqual(venue.Differences, StringComparer.Ordinal)))
            audit.Add(now, "reconcile.differs", venue.Venue.Name, string.Join("; ", venue.Differences));
        else if (venue.State == ReconciliationState.Suspected && stateBefore != ReconciliationState.Suspected)
            audit.Add(now, "reconcile.suspected", venue.Venue.Name, string.Join("; ", venue.Differences));
        else if (venue.State == ReconciliationState.Agrees && stateBefore != ReconciliationState.Agrees)
            audit.Add(now, "reconcile.agrees", venue.Venue.Name, "orders, fills and balances");
    }

    private static string Words(VenueReconciliation venue, Asset asset, Amount difference)
        => $"{venue.Venue} has {(difference.Sign > 0 ? difference : -difference)} {asset} {(difference.Sign > 0 ? "more" : "less")} than the ledger";

    /// <summary>A reason is for a person to read; all of it is on the page and in the audit.</summary>
    private static string Shortened(List<string> differences)
        => string.Join("; ", differences.Take(MostNamed)) + (differences.Count > MostNamed ? $"; and {differences.Count - MostNamed} more" : "");

    /// <summary>Restrains what is active, and takes back its own restraint only: another's reason is another's to lift.</summary>
    private void Restrain(long now)
    {
        var book = executor.Book;
        var differing = _venues.Values.Where(venue => venue.MustRestrain).SelectMany(venue => venue.Differences).ToList();
        var isOurs = book.Trading == TradingState.ReduceOnly && book.TradingReason.StartsWith(ReasonPrefix, StringComparison.Ordinal);
        if (differing.Count > 0 && (isOurs || book.Trading == TradingState.Active))
        {
            _restrained = true;
            executor.Restrain(TradingState.ReduceOnly, ReasonPrefix + Shortened(differing), WayBack, now);
        }
        else if (differing.Count == 0 && isOurs && (_restrained || _venues.Values.All(known => known.ComparedAt > 0)))
        {
            // What an earlier run found is lifted only once everybody has been compared again.
            executor.Restrain(TradingState.Active, "", "", now);
        }
    }
}
