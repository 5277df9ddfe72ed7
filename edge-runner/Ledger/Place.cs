using Arbit.Markets;

namespace Arbit.EdgeRunner.Ledger;

/// <summary>Where money can be: a venue's account by now; wallets, transit, staking and the cold wallet join it later.</summary>
public readonly record struct Place(string Name) : IComparable<Place>
{
    /// <summary>The account that a venue's orders are filled from.</summary>
    public static Place Trading(Venue venue) => new(venue.Name);

    public int CompareTo(Place other) => string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Name;
}
