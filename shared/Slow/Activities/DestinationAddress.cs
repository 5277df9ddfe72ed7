using Arbit.Strategy.Transfers;

namespace Arbit.Slow.Activities;

/// <summary>A line of the allow list, with whose address it is.</summary>
/// <param name="To">A venue's name, or the cold wallet's.</param>
public sealed record DestinationAddress(string To, AllowedAddress Address);
