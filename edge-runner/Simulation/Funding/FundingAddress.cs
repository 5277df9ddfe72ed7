using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Whose an address is: what comes to it over its network is credited there.</summary>
/// <param name="Owner">The venue whose deposit address it is; null for the cold wallet.</param>
/// <param name="Tag">Memo or tag; empty where none is needed.</param>
public sealed record FundingAddress(Venue? Owner, Asset Asset, string Network, string Address, string Tag);
