using System.Numerics;
using Arbit.EdgeRunner.Detection;

namespace Arbit.Tests.Detection.Oracle;

/// <summary>What the limits of a taken candidate's orders must keep.</summary>
internal static class LimitRules
{

    /// <summary>
    /// True where even the closest limits, the worst levels on the tick, take more than the net: their distances from the
    /// average, as rates, together.
    /// </summary>
    public static bool CanLose(OraclePath path, OracleSize size)
    {
        BigInteger slippage = 0;
        for (var i = 0; i < path.Legs.Count; i++)
        {
            var leg = path.Legs[i];
            var notional = leg.NotionalOf(size.Quantities[i]);
            var distance = BigInteger.Abs(Fixed.Times(leg.WorstOnTick(size.Quantities[i]), size.Quantities[i]) - notional);
            slippage += distance.IsZero ? 0 : (distance * 100_000_000 / notional) + 1;
        }

        return slippage > size.Net * 100_000_000 / size.Proceeds;
    }

    public static void AssertKept(OraclePath path, OracleSize size, CandidateView candidate)
    {
        for (var i = 0; i < path.Legs.Count; i++)
            AssertKept(path.Legs[i], size.Quantities[i], Fixed.Parse(candidate.Legs[i].Limit), isFirst: i == 0);
        Assert.True(NetAtLimits(path, size, candidate).Sign >= 0, $"{path.Key}: a loss at the limits");
    }

    private static void AssertKept(OracleLeg leg, BigInteger quantity, BigInteger limit, bool isFirst)
    {
        var name = $"{leg.Instrument.Venue} {leg.Instrument.Symbol}";
        Assert.True((limit % leg.Tick).IsZero, $"{name}: {limit} is off the tick");
        var worst = leg.WorstOnTick(quantity);
        Assert.True(leg.Buys ? limit >= worst : limit <= worst, $"{name}: the limit does not reach the worst level");
        var distance = BigInteger.Abs(Fixed.Times(limit, quantity) - leg.NotionalOf(quantity));
        Assert.True(limit == worst || distance * 10_000 <= leg.NotionalOf(quantity) * 8, $"{name}: the limit is over 8 bps from the average");
        if (leg.Balance is { } balance)
            Assert.True((leg.Buys ? leg.WithFeeOnTop(Fixed.Times(limit, quantity)) : quantity) <= balance, $"{name}: more than the balance{(isFirst ? "" : " of the second leg")}");
    }

    /// <summary>
    /// Every leg filled at its limit: one that would have to pay more than the leg before it then yields, buys that much less.
    /// </summary>
    private static BigInteger NetAtLimits(OraclePath path, OracleSize size, CandidateView candidate)
    {
        BigInteger cost = 0;
        BigInteger available = 0;
        for (var i = 0; i < path.Legs.Count; i++)
        {
            var leg = path.Legs[i];
            var limit = Fixed.Parse(candidate.Legs[i].Limit);
            var quantity = size.Quantities[i];
            var spent = leg.Buys ? leg.WithFeeOnTop(limit * quantity / Fixed.One) : quantity;
            if (i == 0)
                cost = spent;
            else if (spent > available)
                quantity = quantity * available / spent;
            available = leg.Buys ? quantity * leg.Received(size.Quantities[i]) / size.Quantities[i] : leg.ReceivedAt(limit, quantity);
        }

        var (over, under) = path.Rate!.Value;
        return (available * over / under) - cost + (Fixed.One / BigInteger.Pow(10, 24));
    }
}
