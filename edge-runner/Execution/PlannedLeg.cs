using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution;

/// <summary>A leg as it was judged: what to trade, how much at most, and no worse than where.</summary>
public sealed record PlannedLeg(TradedInstrument Traded, Side Side, Quantity Quantity, Price Limit, Price Average);
