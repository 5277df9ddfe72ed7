using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>What was measured at one account.</summary>
/// <param name="Venue">Where.</param>
/// <param name="Share">Its share of all capital on trading accounts.</param>
/// <param name="Assets">Each asset's share of the account, by name.</param>
public sealed record AccountDrift(Venue Venue, DriftShare Share, IReadOnlyList<(Asset Asset, DriftShare Share)> Assets);
