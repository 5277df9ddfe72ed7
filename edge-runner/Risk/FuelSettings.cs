using Arbit.EdgeRunner.Detection;
using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Shares of the capital (strategy.md, Modes and fuel; Q-Bot).</summary>
/// <param name="QBot">Of all capital, in the mode that is configured: until one is set.</param>
/// <param name="Cross">Of Q-Bot's fuel.</param>
/// <param name="Triangular">Of Q-Bot's fuel.</param>
/// <param name="Interval">Between two measurements of the capital, in nanoseconds.</param>
public sealed record FuelSettings(Bps QBot, Bps Cross, Bps Triangular, long Interval)
{
    public Bps Of(PathKind kind) => kind == PathKind.Cross ? Cross : Triangular;
}
