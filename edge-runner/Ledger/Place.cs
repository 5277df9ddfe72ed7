using Arbit.Markets;

namespace Arbit.EdgeRunner.Ledger;

/// <summary>
/// Where money can be. A closed family: a venue's trading account, a wallet of it, in transit (by the transfer's own id), staked,
/// lent, the cold wallet. Names are what journals hold; a venue's name has no colon in it, so none is mistaken for another.
/// </summary>
public readonly record struct Place(string Name) : IComparable<Place>
{
    private const string Transit = "transit:";
    private const string WalletOf = "wallet:";
    private const string StakedAt = "staked:";
    private const string LentTo = "lent:";
    private const string Cold = "cold:wallet";

    /// <summary>What is there is nobody's to trade with and no capital; it still adds up.</summary>
    public static Place ColdWallet { get; } = new(Cold);

    public PlaceKind Kind => Name switch
    {
        Cold => PlaceKind.ColdWallet,
        _ when Name.StartsWith(Transit, StringComparison.Ordinal) => PlaceKind.InTransit,
        _ when Name.StartsWith(WalletOf, StringComparison.Ordinal) => PlaceKind.Wallet,
        _ when Name.StartsWith(StakedAt, StringComparison.Ordinal) => PlaceKind.Staked,
        _ when Name.StartsWith(LentTo, StringComparison.Ordinal) => PlaceKind.Lent,
        _ => PlaceKind.Trading,
    };

    /// <summary>The account that a venue's orders are filled from.</summary>
    public static Place Trading(Venue venue) => new(venue.Name);

    /// <summary>An account of a venue that its orders are not filled from (KuCoin's main).</summary>
    public static Place Wallet(Venue venue, string name) => new($"{WalletOf}{venue}:{name}");

    /// <summary>Left one place and not yet arrived at the other: neither lost nor to be bought again (lesson L27).</summary>
    public static Place InTransit(string transfer) => new($"{Transit}{transfer}");

    public static Place Staked(Venue venue) => new($"{StakedAt}{venue}");

    public static Place Lent(string protocol) => new($"{LentTo}{protocol}");

    public int CompareTo(Place other) => string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Name;
}
