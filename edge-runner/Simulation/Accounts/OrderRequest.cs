using Arbit.EdgeRunner.Execution;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Accounts;

/// <summary>A limit order as a client asks for it.</summary>
/// <param name="VenueSymbol">The venue's own name of the instrument, one that it lists.</param>
/// <param name="ClientOrderId">Empty for one that the venue names.</param>
public sealed record OrderRequest(string VenueSymbol, string ClientOrderId, Side Side, Quantity Quantity, Price Limit, TimeInForce TimeInForce);
