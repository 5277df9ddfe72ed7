using Arbit.EdgeRunner.Detection;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Opportunities taken and refused: the newest ones, and how often each reason refused. A candidate that stays, or comes back,
/// for the same reason is one opportunity seen many times, so that a market that never stops offering costs no memory.
/// </summary>
public sealed class OpportunityLog(int paths)
{
    private const int TakenKept = 100;
    private const long SameWithin = 1_000_000_000;

    private static readonly int Reasons = Enum.GetValues<RefusalReason>().Length;

    private readonly Opportunity?[] _refused = new Opportunity?[paths * Reasons];
    private readonly Queue<Opportunity> _taken = new();
    private readonly long[] _looks = new long[Reasons];
    private long _lastId;

    /// <summary>Taken, and refused once for each path and reason; in no order.</summary>
    public IEnumerable<Opportunity> Seen => _taken.Concat(_refused.OfType<Opportunity>());

    /// <summary>Looks that were refused for a reason.</summary>
    public long Refused(RefusalReason reason) => _looks[(int)reason];

    /// <summary>Answers the opportunity where this look began one; null where it goes on.</summary>
    public Opportunity? See(CyclePath path, in Verdict verdict, PathJudge judge, long now)
    {
        _looks[(int)verdict.Reason]++;
        if (verdict.IsTaken)
            return Take(path, in verdict, judge, now);

        ref var refused = ref _refused[(path.Id * Reasons) + (int)verdict.Reason];
        var began = refused is null || now - refused.LastSeenAt >= SameWithin;
        refused ??= new Opportunity(++_lastId, path, verdict.Reason, now);
        refused.LastSeenAt = now;
        refused.TimesSeen++;
        Describe(refused, path, in verdict, judge, onlyBetter: !began);
        return began ? refused : null;
    }

    private Opportunity Take(CyclePath path, in Verdict verdict, PathJudge judge, long now)
    {
        var taken = new Opportunity(++_lastId, path, RefusalReason.None, now) { TimesSeen = 1 };
        Describe(taken, path, in verdict, judge, onlyBetter: false);
        _taken.Enqueue(taken);
        if (_taken.Count > TakenKept)
            _taken.Dequeue();
        return taken;
    }

    private static void Describe(Opportunity opportunity, CyclePath path, in Verdict verdict, PathJudge judge, bool onlyBetter)
    {
        if (verdict.IsSized && judge.Cost > 0)
        {
            // Shortened before it is scaled up: a figure to be shown, of amounts that can be large.
            var bps = new Exact((judge.Net >> 32) * Bps.OneInRateUnits / Int128.Max(judge.Cost >> 32, 1), Bps.Decimals);
            if (onlyBetter && bps <= opportunity.NetBps)
                return;
            opportunity.NetBps = bps;
            opportunity.Net = new Exact(judge.Net, PathLeg.AmountDecimals);
            opportunity.Cost = new Exact(judge.Cost, PathLeg.AmountDecimals);
        }
        else
        {
            // At the top of the books, after fees.
            var bps = new Exact(((Int128)verdict.GrossRatio * Bps.OneInRateUnits / path.FeeRatio) - Bps.OneInRateUnits, Bps.Decimals);
            if (onlyBetter && bps <= opportunity.NetBps)
                return;
            opportunity.NetBps = bps;
        }

        opportunity.Start = path.From(verdict.Start)[0].Spends;
    }
}
