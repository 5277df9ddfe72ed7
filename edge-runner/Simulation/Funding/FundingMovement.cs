using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Money into or out of the account that trades.</summary>
/// <param name="Id">Made of what it belongs to: the same movement has the same id in every life of the process.</param>
/// <param name="Amount">Positive.</param>
public sealed record FundingMovement(string Id, Venue Venue, Asset Asset, Amount Amount);
