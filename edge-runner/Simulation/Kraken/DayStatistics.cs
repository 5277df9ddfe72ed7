using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>What the ticker channel tells of a day. The simulation's day began when it did.</summary>
public sealed class DayStatistics(long open)
{
    private Int128 cost;

    public long Open { get; } = open;

    public long Last { get; private set; } = open;

    public long Low { get; private set; } = open;

    public long High { get; private set; } = open;

    /// <summary>In lots.</summary>
    public long Volume { get; private set; }

    /// <summary>Volume-weighted, in ticks, rounded down.</summary>
    public long AveragePrice => Volume == 0 ? Open : (long)(cost / Volume);

    public void Add(Level trade)
    {
        Last = trade.Price;
        Low = Math.Min(Low, trade.Price);
        High = Math.Max(High, trade.Price);
        Volume += trade.Quantity;
        cost += (Int128)trade.Price * trade.Quantity;
    }
}
