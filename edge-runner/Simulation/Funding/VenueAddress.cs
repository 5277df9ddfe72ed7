using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>An entry of a venue's own allow list: it withdraws to no other address.</summary>
/// <param name="Name">By which the account knows it; Kraken withdraws to names alone.</param>
public sealed record VenueAddress(Venue Venue, Asset Asset, string Network, string Address, string Tag, string Name);
