using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>What a sweep is worked out from.</summary>
/// <param name="IsBtcMode">The mode is BTC.</param>
/// <param name="Now">When it is asked for.</param>
/// <param name="LastSweep">When the last one was carried out; null before the first.</param>
/// <param name="Realised">Net profit of all bots since then, in dollars; negative where it is a loss.</param>
/// <param name="LossCarried">Loss from before it that no profit has made good yet; not negative.</param>
public sealed record SweepInput(bool IsBtcMode, DateTimeOffset Now, DateTimeOffset? LastSweep, Exact Realised, Exact LossCarried);
