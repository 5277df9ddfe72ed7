using Arbit.Money;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>A point of the PnL curve.</summary>
/// <param name="Time">When a cycle ended, Unix nanoseconds.</param>
/// <param name="CumulativeNetUsd">The net of all cycles up to it.</param>
public readonly record struct PnlPoint(long Time, Amount CumulativeNetUsd);
