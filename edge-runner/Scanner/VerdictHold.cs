using Arbit.Strategy;

namespace Arbit.EdgeRunner.Scanner;

/// <summary>
/// Keeps a verdict from flickering: a worse one counts at once, a better one once it has been due for a while without a break.
/// What was careful only because nothing was known yet is left as soon as something is, but for nothing better than normal.
/// </summary>
internal sealed class VerdictHold(long holdNanoseconds)
{
    private const ScannerReason Ignorance = ScannerReason.NoCandle | ScannerReason.NoPrice;

    private bool _knows;
    private long _betterSince = long.MaxValue;
    private RawVerdict _due;

    public MarketVerdict Verdict { get; private set; } = MarketVerdict.Careful;

    /// <summary>Why it is so; kept while the verdict is only held.</summary>
    public ScannerReason Reasons { get; private set; } = Ignorance;

    /// <summary>When it became so; 0 before the first look.</summary>
    public long Since { get; private set; }

    /// <summary>A better one is due, and has not been for long enough.</summary>
    public bool IsHeld => _betterSince != long.MaxValue;

    /// <summary>True where the verdict changed.</summary>
    public bool Take(RawVerdict raw, long now)
    {
        if (Since == 0)
            Since = now;
        var isFirst = !_knows && (raw.Reasons & Ignorance) == ScannerReason.None;
        _knows |= isFirst;
        if (isFirst && raw.Verdict == MarketVerdict.Aggressive)
            raw = new RawVerdict(MarketVerdict.Normal, ScannerReason.None);
        if (raw.Verdict >= Verdict || isFirst)
        {
            _betterSince = long.MaxValue;
            return Become(raw, now);
        }

        // The worst of what was due meanwhile is what was due all the time.
        if (_betterSince == long.MaxValue)
            (_betterSince, _due) = (now, raw);
        else if (raw.Verdict >= _due.Verdict)
            _due = raw;
        if (now - _betterSince < holdNanoseconds)
            return false;
        _betterSince = long.MaxValue;
        return Become(_due, now);
    }

    private bool Become(RawVerdict raw, long now)
    {
        Reasons = raw.Reasons;
        if (raw.Verdict == Verdict)
            return false;
        Verdict = raw.Verdict;
        Since = now;
        return true;
    }
}
