using Arbit.Money;

namespace Arbit.Strategy;

/// <summary>The bots' shares of the capital in one mode.</summary>
public sealed record FuelShares(Bps QBot, Bps ABot, Bps GBot);
