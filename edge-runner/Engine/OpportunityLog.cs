using Arbit.EdgeRunner.Detection;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Opportunities taken and refused: the newest ones, and how often each reason refused. A candidate that stays for the same
/// reason is one opportunity seen many times.
/// </summary>
public sealed class OpportunityLog(int paths)
{
    private const int Kept = 100;
    private const long SameWithin = 1_000_000_000;

    private readonly Opportunity?[] _current = new Opportunity?[paths];
    private readonly Queue<Opportunity> _recent = new();
    private readonly long[] _refusals = new long[Enum.GetValues<RefusalReason>().Length];
    private long _lastId;

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<Opportunity> Recent => _recent;

    public long Taken => _refusals[(int)RefusalReason.None];

    /// <summary>Looks that were refused for a reason.</summary>
    public long Refused(RefusalReason reason) => _refusals[(int)reason];

    /// <summary>Answers the opportunity where this look began one; null where it goes on.</summary>
    public Opportunity? See(CyclePath path, in Verdict verdict, PathJudge judge, long now)
    {
        _refusals[(int)verdict.Reason]++;
        var current = _current[path.Id];
        if (current is not null && current.Reason == verdict.Reason && now - current.LastSeenAt < SameWithin && !verdict.IsTaken)
        {
            current.LastSeenAt = now;
            current.TimesSeen++;
            Describe(current, path, in verdict, judge, onlyBetter: true);
            return null;
        }

        current = new Opportunity(++_lastId, path, verdict.Reason, now);
        Describe(current, path, in verdict, judge, onlyBetter: false);
        _current[path.Id] = current;
        _recent.Enqueue(current);
        if (_recent.Count > Kept)
            _recent.Dequeue();
        return current;
    }

    private static void Describe(Opportunity opportunity, CyclePath path, in Verdict verdict, PathJudge judge, bool onlyBetter)
    {
        if (verdict.IsSized && judge.Cost > 0)
        {
            var bps = new Exact(WideMath.MultiplyDivide(Int128.Abs(judge.Net), Bps.OneInRateUnits, 1) / judge.Cost * Int128.Sign(judge.Net), Bps.Decimals);
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
