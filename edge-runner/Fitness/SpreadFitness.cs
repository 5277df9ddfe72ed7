namespace Arbit.EdgeRunner.Fitness;

/// <summary>Basis points; the mean is a statistic, the others are exact to a ten-thousandth.</summary>
public readonly record struct SpreadFitness(double Mean, decimal Min, decimal Max);
