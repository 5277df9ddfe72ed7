namespace Arbit.EdgeRunner.Fitness;

/// <summary>
/// One symbol on two venues: what buying at the one's best ask and selling at the other's best bid would have made before fees,
/// the better way round.
/// </summary>
/// <param name="Symbol">By canonical names.</param>
/// <param name="Buy">Where to buy, at the widest.</param>
/// <param name="Sell">Where to sell, at the widest.</param>
/// <param name="MaxGrossBps">The widest, of the ask paid.</param>
/// <param name="PositiveShare">Of the time in which both books were proven, how much it was above zero: 0 to 1.</param>
/// <param name="ProvenSeconds">How long both books were proven.</param>
public sealed record PairFitness(string Symbol, string Buy, string Sell, decimal MaxGrossBps, double PositiveShare, double ProvenSeconds);
