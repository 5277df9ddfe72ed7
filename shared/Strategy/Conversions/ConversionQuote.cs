namespace Arbit.Strategy.Conversions;

/// <summary>The cheapest route, and what else there was.</summary>
/// <param name="Route">Null where there is none.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="Alternatives">The best of the others first, then those that cannot be traded.</param>
/// <param name="SearchedAll">False where routes were left out because there were too many; the longest are.</param>
public sealed record ConversionQuote(ConversionRoute? Route, ConversionReason Reason, IReadOnlyList<ConversionRoute> Alternatives, bool SearchedAll);
