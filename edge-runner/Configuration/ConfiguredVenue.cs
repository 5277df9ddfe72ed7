using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>One account: its venue, what it pays, which symbols, and what a new paper ledger begins with.</summary>
public sealed record ConfiguredVenue(
    VenueDefinition Definition,
    FeeSchedule Fees,
    IReadOnlyList<Symbol> Symbols,
    IReadOnlyDictionary<Asset, Amount> Balances);
