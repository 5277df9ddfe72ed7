using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>The best quotes of a venue pair at a moment. Two symbols, because the pair may be priced in different dollars.</summary>
public sealed record SpreadRow : HistoryRow
{
    public required long Time { get; init; }
    public required Venue BuyVenue { get; init; }
    public required Symbol BuySymbol { get; init; }
    public required Venue SellVenue { get; init; }
    public required Symbol SellSymbol { get; init; }

    /// <summary>Where it would be bought.</summary>
    public required Price Ask { get; init; }

    /// <summary>Where it would be sold.</summary>
    public required Price Bid { get; init; }
    public required Bps Gross { get; init; }

    /// <summary>After the fees of both legs and the basis between their dollars.</summary>
    public required Bps Net { get; init; }
    public required bool Simulated { get; init; }

    internal override HistoryTable Table => HistoryTable.Spreads;

    internal override object?[] Values() =>
    [
        Time, BuyVenue.Name, BuySymbol.ToString(), SellVenue.Name, SellSymbol.ToString(), Ask.ToString(), Bid.ToString(),
        Gross.ToString(), Net.ToString(), Flag(Simulated),
    ];
}
