using Arbit.Strategy.Transfers;

namespace Arbit.EdgeRunner.Transfers;

/// <summary>A quote as it is printed: amounts as decimal text, minutes as a number.</summary>
public sealed record TransferQuoteView(string? Chosen, TransferReason Reason, string? TotalCost, IReadOnlyList<NetworkCandidateView> Candidates)
{
    public static TransferQuoteView Of(TransferQuote quote) => new(
        quote.Chosen,
        quote.Reason,
        quote.TotalCost?.ToString(),
        [.. quote.Candidates.Select(candidate => new NetworkCandidateView(
            candidate.Network, candidate.Fee?.ToString(), candidate.Minutes?.ToDecimal(), candidate.IsEligible, candidate.Why))]);
}

/// <summary>One network of either end.</summary>
public sealed record NetworkCandidateView(string Network, string? Fee, decimal? Minutes, bool Eligible, NetworkWhy Why);
