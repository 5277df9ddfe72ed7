using Arbit.EdgeRunner.Detection;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Several caps as one, and as a gate: the tightest names the reason.</summary>
public sealed class SizeCaps(IReadOnlyList<ISizeCap> caps, Exact notional) : ISizeCap, ITradeGate
{
    private readonly ISizeCap[] _caps = caps.ToArray();

    public Exact Cap(CyclePath path, Exact wanted, out RefusalReason reason)
    {
        reason = RefusalReason.SizeCapTooSmall;
        foreach (var cap in _caps)
        {
            var most = cap.Cap(path, wanted, out var why);
            if (most < wanted)
                (wanted, reason) = (most, why);
        }

        return wanted;
    }

    public RefusalReason Check(ReadOnlySpan<PathLeg> legs, ReadOnlySpan<SizedLeg> sized)
    {
        foreach (var cap in _caps)
        {
            var reason = cap.Check(legs, sized);
            if (reason != RefusalReason.None)
                return reason;
        }

        return RefusalReason.None;
    }

    public RefusalReason Check(CyclePath path, long now) => Cap(path, notional, out var reason).Sign <= 0 ? reason : RefusalReason.None;
}
