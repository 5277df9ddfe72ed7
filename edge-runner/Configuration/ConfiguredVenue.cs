using Arbit.EdgeRunner.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Configuration;

/// <summary>One account: its venue, what it pays, which symbols, and what a new paper ledger begins with.</summary>
public sealed record ConfiguredVenue(
    VenueDefinition Definition,
    FeeSchedule Fees,
    IReadOnlyList<Symbol> Symbols,
    IReadOnlyDictionary<Asset, Amount> Balances)
{
    /// <summary>Pairs that it pays something else on.</summary>
    public IReadOnlyDictionary<Symbol, FeeSchedule> PairFees { get; init; } = new Dictionary<Symbol, FeeSchedule>();

    public FeeSchedule FeesOf(Symbol symbol) => PairFees.GetValueOrDefault(symbol, Fees);
}
