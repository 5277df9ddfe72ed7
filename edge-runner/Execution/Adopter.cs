using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// A run that found no journal asks every venue for its account once it holds the lease, and adopts what they say before anything
/// is traded (architecture.md, the fast side: after the loss of the whole disk). A first run finds nothing of ours and goes on at
/// once. Where a venue knows orders of ours, the last of them may still be on its way: all are asked again when that cannot be any more.
/// It decides, so it knows no clock and nothing but what it is handed.
/// </summary>
/// <param name="venues">All that are traded on: one that does not answer keeps everything waiting.</param>
/// <param name="executor">Whose book adopts.</param>
/// <param name="dollars">What counts as home.</param>
/// <param name="gateway">Where the accounts are asked for.</param>
/// <param name="audit">Where it is told.</param>
/// <param name="longestSend">After so long an order that no venue knows will not arrive any more; nanoseconds.</param>
/// <param name="patience">A question without an answer for so long is asked again; nanoseconds.</param>
public sealed class Adopter(IReadOnlyList<Venue> venues, Executor executor, IReadOnlySet<Asset> dollars, IOrderGateway gateway, IAudit audit, long longestSend, long patience)
{
    private readonly SortedDictionary<Venue, AccountReport?> _reports = [];
    private readonly SortedDictionary<Venue, long> _askedAt = [];
    private long _interruptedAt;
    private long _surelyArrivedAt;
    private long _nextRound;
    private bool _isUsed;

    /// <summary>When it was begun, Unix nanoseconds; 0 before the lease was got.</summary>
    public long Since { get; private set; }

    /// <summary>What trading waits for, for a person.</summary>
    public string Waiting
    {
        get
        {
            if (_isUsed)
                return $"there is no journal, and the venues know orders under number {LastEpoch}, which this run's {executor.Epoch} is not above";
            if (Since == 0)
                return "there is no journal: what the venues hold is asked once the lease is held";
            var missing = _reports.Where(report => report.Value is null).Select(report => report.Key.Name).ToList();
            return missing.Count == 0
                ? "there is no journal, and the venues know earlier orders: asked again when none can be on its way any more"
                : $"there is no journal: waiting for the account at {string.Join(", ", missing)}";
        }
    }

    /// <summary>How trading starts, for a person.</summary>
    public string WayOut => _isUsed
        ? $"write \"above {LastEpoch}\" into the journal's epoch file, and start again"
        : "by itself, when every venue has told what it holds";

    private long LastEpoch => Adoption.LastEpoch(Reports);

    private List<AccountReport> Reports => _reports.Values.OfType<AccountReport>().ToList();

    /// <summary>The lease was got: whatever another process sent under it before has been waited out by it, where the lease itself was not lost too.</summary>
    public void Begin(long now)
    {
        Since = now;
        _surelyArrivedAt = now + longestSend;
        audit.Add(now, "adoption", "all venues", "no journal was found: what the venues hold and know of our orders is asked");
        AskAll(now);
    }

    /// <summary>The lease is gone, and another may trade: what is told from now on until it is back counts nothing.</summary>
    public void Interrupt(long now)
    {
        _interruptedAt = now;
        Since = 0;
        _nextRound = 0;
        _reports.Clear();
        _askedAt.Clear();
    }

    public void OnTimer(long now)
    {
        if (_nextRound > 0 && now >= _nextRound)
        {
            AskAll(now);
            return;
        }

        foreach (var venue in _reports.Where(report => report.Value is null).Select(report => report.Key).ToList())
        {
            if (now - _askedAt[venue] < patience)
                continue;
            audit.Add(now, "adoption.unanswered", venue.Name, "no report came; asked again");
            Ask(venue, now);
        }
    }

    /// <summary>Takes a venue's word; true where it was the last that was missing, and the book is settled by it.</summary>
    public bool TryAdopt(AccountReport report, long now)
    {
        if (!_reports.TryGetValue(report.Venue, out var known) || known is not null || report.AskedAt < _interruptedAt)
            return false;
        _reports[report.Venue] = report;
        if (_reports.ContainsValue(null))
            return false;
        var own = Reports.SelectMany(told => told.Orders).Count(order => ClientOrderIds.TryRead(order.ClientOrderId, out _));
        if (own > 0 && now < _surelyArrivedAt)
        {
            _nextRound = _surelyArrivedAt;
            return false;
        }

        // Numbers that were used before would be used twice: a person has to say where to go on.
        if (LastEpoch >= executor.Epoch)
        {
            if (!_isUsed)
                audit.Add(now, "adoption.refused", "epoch", $"the venues know orders of run {LastEpoch}, and this is run {executor.Epoch}");
            _isUsed = true;
            return false;
        }

        executor.Adopt(Adoption.RecordOf(Reports, dollars, executor.Epoch, now));
        audit.Add(now, "adoption.settled", "all venues", $"{own} orders of ours were found; balances are the venues' own");
        return true;
    }

    private void AskAll(long now)
    {
        _nextRound = 0;
        foreach (var venue in venues)
        {
            _reports[venue] = null;
            Ask(venue, now);
        }
    }

    /// <summary>As far back as the venue goes: no fact says how far would be enough.</summary>
    private void Ask(Venue venue, long now)
    {
        _askedAt[venue] = now;
        gateway.AskAccount(venue, since: 0);
    }
}
