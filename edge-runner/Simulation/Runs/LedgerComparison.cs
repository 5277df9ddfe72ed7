using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>Where nothing is under way, the bot's ledger must be what the venues have, to the last digit; and its own sums must hold at any time.</summary>
/// <param name="paper">Whose accounts it is compared with.</param>
/// <param name="market">Whose time says when.</param>
/// <param name="clock">What the bot takes it for.</param>
/// <param name="tally">Counts comparisons and differences.</param>
/// <param name="find">Told of each difference, in words.</param>
internal sealed class LedgerComparison(PaperVenue paper, SimulatedMarket market, ToldClock clock, Tally tally, Action<string> find)
{
    private readonly VenueBalances _venues = new(paper);
    private DateTimeOffset _nextAt;
    private bool _isSettling;
    private long _breaksNoted;

    /// <summary>The last time that nothing was known to be under way, as the bot has it; 0 before the first.</summary>
    public long SettledAt { get; private set; }

    /// <summary>A life begins: compared as soon as what it found open is settled.</summary>
    public void Begin()
    {
        _breaksNoted = 0;
        _isSettling = true;
    }

    public bool IsSettled(Life life) => life.Book.Open.Count == 0 && paper.NextDue == long.MaxValue;

    /// <summary>Once a minute, where nothing is under way.</summary>
    public void Look(Life life)
    {
        if (_isSettling || market.Now >= _nextAt)
            LookOnce(life);
    }

    /// <summary>Now, where nothing is under way.</summary>
    public void LookOnce(Life life)
    {
        if (!IsSettled(life))
            return;
        _isSettling = false;
        _nextAt = market.Now + TimeSpan.FromMinutes(1);
        SettledAt = clock.At(market.Now);
        tally.LedgerChecks++;
        foreach (var difference in _venues.DifferencesTo(life.Book.Ledger))
        {
            tally.LedgerBreaks++;
            find(difference);
        }
    }

    public void NoteBreaks(Life life)
    {
        if (life.Book.Ledger.Breaks == _breaksNoted)
            return;
        _breaksNoted = life.Book.Ledger.Breaks;
        var negative = life.Book.Ledger.Balances.Where(at => at.Balance.Free.Sign < 0 || at.Balance.Reserved.Sign < 0).Select(at => $"{at.Asset} at {at.Place}: {at.Balance.Free} free, {at.Balance.Reserved} reserved");
        find($"the ledger's identity does not hold; {string.Join("; ", negative)}");
    }
}
