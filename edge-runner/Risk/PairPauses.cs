using Arbit.EdgeRunner.Books;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Execution;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// The volatility kill switch: a pair whose spread is too wide, whose middle moved too far too fast, or whose book was out of
/// sync too often rests for a while, counted from the last such sight, and comes back by itself.
/// </summary>
public sealed class PairPauses(PairPauseSettings settings, IReadOnlyList<TradedInstrument> instruments, IAudit audit) : ITradeGate, IStopSource
{
    private readonly Pair[] _pairs = instruments.Select(_ => new Pair(settings.MoveWindow)).ToArray();

    /// <summary>The top of a proven book changed.</summary>
    public void OnTop(TradedInstrument traded, long now)
    {
        var book = traded.Book;
        if (!book.IsUsable || book.BidPrice <= 0 || book.AskPrice <= 0)
            return;
        var (bid, ask) = ((double)book.BidPrice, (double)book.AskPrice);
        if ((ask / bid) - 1 > settings.MaxSpread)
            Pause(traded, PauseCause.Spread, now);
        if (_pairs[traded.Index].Middles.Add((bid + ask) / PowersOfTen.Long(Math.Min(book.PriceDecimals, PowersOfTen.MaxLong)), now) > settings.MaxMove)
            Pause(traded, PauseCause.Move, now);
    }

    /// <summary>A book was found to be wrong. Silence, a lost connection or a thin range say nothing of the market.</summary>
    public void OnBroken(TradedInstrument traded, long now)
    {
        if (traded.Book.Reason is not (BookReason.SequenceGap or BookReason.ChecksumFailed or BookReason.Crossed or BookReason.QueueOverflow))
            return;
        var desyncs = _pairs[traded.Index].Desyncs;
        while (desyncs.TryPeek(out var oldest) && now - oldest > settings.DesyncWindow)
            desyncs.Dequeue();
        desyncs.Enqueue(now);
        if (desyncs.Count > settings.MaxDesyncs)
            Pause(traded, PauseCause.Desync, now);
    }

    public RefusalReason Check(CyclePath path, long now)
    {
        foreach (var instrument in path.Instruments)
        {
            if (now < _pairs[instrument.Index].Until)
                return RefusalReason.PairPaused;
        }

        return RefusalReason.None;
    }

    public IEnumerable<Stop> StopsAt(long now)
        => from traded in instruments
           let pair = _pairs[traded.Index]
           where now < pair.Until
           select new Stop(StopScope.Pair, traded.Name, SentenceOf(pair.Cause), pair.Since, $"by itself, {settings.Pause / 1_000_000_000} s after it was last seen so");

    private string SentenceOf(PauseCause cause) => cause switch
    {
        PauseCause.Spread => FormattableString.Invariant($"its spread is over {settings.MaxSpread * 10_000:0.#} bps"),
        PauseCause.Move => FormattableString.Invariant($"its price moved over {settings.MaxMove * 10_000:0.#} bps within {settings.MoveWindow / 1_000_000_000} s"),
        _ => $"its book was out of sync more than {settings.MaxDesyncs} times within {settings.DesyncWindow / 60_000_000_000} min",
    };

    private void Pause(TradedInstrument traded, PauseCause cause, long now)
    {
        var pair = _pairs[traded.Index];
        if (now >= pair.Until)
        {
            (pair.Since, pair.Cause) = (now, cause);
            audit.Add(now, "pair.paused", traded.Name, SentenceOf(cause));
        }

        pair.Until = now + settings.Pause;
    }

    private sealed class Pair(long window)
    {
        public MovingRange Middles { get; } = new(window);

        public Queue<long> Desyncs { get; } = new();

        public PauseCause Cause { get; set; }

        public long Since { get; set; }

        public long Until { get; set; }
    }
}
