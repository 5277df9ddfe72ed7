using Arbit.Money;

namespace Arbit.Strategy.Gold;

/// <summary>What a sweep comes to.</summary>
/// <param name="Refusal">Why nothing is swept.</param>
/// <param name="Profit">What it is a share of: the profit less the loss carried; negative where that is a loss.</param>
/// <param name="Dollars">What goes to the cold wallet as PAXG; zero where nothing does.</param>
/// <param name="LossCarried">What is carried on if the period ends here: nothing after a sweep.</param>
public sealed record SweepDecision(SweepRefusal Refusal, Exact Profit, Exact Dollars, Exact LossCarried);
