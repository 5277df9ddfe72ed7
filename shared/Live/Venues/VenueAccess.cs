using Arbit.Accounts;
using Arbit.Accounts.Keys;

namespace Arbit.Live.Venues;

/// <summary>What a venue's client is made with.</summary>
/// <param name="Key">Of one role: a client never holds two.</param>
/// <param name="Rest">The address of its REST paths; null for the venue's own.</param>
/// <param name="Budget">Shared by all clients of the account in this process.</param>
/// <param name="Timeout">The longest that one request may take; of orders it bounds the lease's margin.</param>
/// <param name="Time">Its clock.</param>
public sealed record VenueAccess(VenueKey Key, Uri? Rest, RequestBudget Budget, TimeSpan Timeout, TimeProvider Time);
