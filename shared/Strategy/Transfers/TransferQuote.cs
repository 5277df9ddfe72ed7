using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>How a transfer would go, with every network of either end beside it.</summary>
/// <param name="Chosen">The network; null where nothing is moved.</param>
/// <param name="Reason">Why this one, or why none.</param>
/// <param name="TotalCost">Dollars; null where nothing is moved.</param>
/// <param name="Destination">The line of the allow list; null where nothing is moved.</param>
/// <param name="Candidates">The eligible ones from the best, then the others by name.</param>
public sealed record TransferQuote(
    string? Chosen,
    TransferReason Reason,
    Exact? TotalCost,
    AllowedAddress? Destination,
    IReadOnlyList<NetworkCandidate> Candidates);
