using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Reconciliation;

/// <summary>What comparing one venue's account has come to. Times in Unix nanoseconds.</summary>
public sealed class VenueReconciliation(Venue venue)
{
    private readonly List<string> _differences = [];
    private long _roundedOn = -1;

    public Venue Venue { get; } = venue;

    public ReconciliationState State { get; internal set; }

    /// <summary>When orders, fills and balances were last compared; 0 before the first time.</summary>
    public long ComparedAt { get; internal set; }

    /// <summary>What differs, in words; those that are only suspected too.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Booked as the venue's rounding on the newest day (UTC), in dollars, either sign.</summary>
    public Amount Rounded { get; private set; }

    /// <summary>Reports so far.</summary>
    public long Reports { get; internal set; }

    /// <summary>Fills that became known by a report and in no other way.</summary>
    public long FillsFound { get; internal set; }

    /// <summary>Questions that were not answered in time.</summary>
    public long Unanswered { get; internal set; }

    /// <summary>When the question that is under way was asked; 0 while none is.</summary>
    internal long AskedAt { get; set; }

    /// <summary>Something happened after the question that is under way: it is asked anew once that is answered.</summary>
    internal bool AskAgain { get; set; }

    internal long NextAt { get; set; } = long.MaxValue;

    /// <summary>Reports reach back to here without a hole.</summary>
    internal long CoveredTo { get; set; }

    /// <summary>What the balances of the report before differed by: the venue's total less the ledger's.</summary>
    internal SortedDictionary<Asset, Amount> Suspected { get; set; } = [];

    /// <summary>What two reports in a row differed by.</summary>
    internal SortedDictionary<Asset, Amount> Believed { get; set; } = [];

    /// <summary>What the last report differed by and is known to be on its way: the venue's total less the ledger's.</summary>
    public SortedDictionary<Asset, Amount> Explained { get; internal set; } = [];

    /// <summary>Differences and orders that a person has seen and resumed upon: still shown, no reason to restrain any more.</summary>
    internal SortedDictionary<Asset, Amount> AcceptedDifferences { get; set; } = [];

    /// <summary>False where the day's share is used up.</summary>
    internal bool TryRound(Amount dollars, Amount perDay, long now)
    {
        var day = UnixNanoseconds.DayOf(now);
        if (day != _roundedOn)
            (_roundedOn, Rounded) = (day, Amount.Zero);
        if (Rounded + dollars > perDay)
            return false;
        Rounded += dollars;
        return true;
    }

    internal HashSet<string> AcceptedStrangers { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders at the venue that are not known here, with what they are.</summary>
    internal SortedDictionary<string, string> Strangers { get; } = new(StringComparer.Ordinal);

    /// <summary>Orders under this run's number that this run never sent.</summary>
    internal HashSet<string> OfAnotherLife { get; } = new(StringComparer.Ordinal);

    internal bool MustRestrain
        => Strangers.Keys.Any(id => !AcceptedStrangers.Contains(id))
           || Believed.Any(difference => !AcceptedDifferences.TryGetValue(difference.Key, out var accepted) || accepted != difference.Value);

    internal void Describe(IEnumerable<string> differences)
    {
        _differences.Clear();
        _differences.AddRange(differences);
    }
}
