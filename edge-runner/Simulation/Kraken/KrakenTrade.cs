using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Kraken;

/// <summary>One trade as the trade channel tells it.</summary>
public readonly record struct KrakenTrade(Level Level, SimulatedSide Taker, long Id, DateTimeOffset Time);
