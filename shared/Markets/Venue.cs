namespace Arbit.Markets;

/// <summary>A place to trade by its short lower-case name (binance, kraken, kucoin). Binance and Binance.US are two venues.</summary>
public readonly record struct Venue : IComparable<Venue>
{
    private readonly string? _name;

    /// <exception cref="FormatException">The name is none.</exception>
    public Venue(string name)
    {
        if (name is not { Length: > 0 and <= 24 } || name.AsSpan().IndexOfAnyExcept(Allowed) >= 0)
            throw new FormatException($"'{name}' is no venue: 1 to 24 lower-case letters, digits, '-' or '_'.");
        _name = name;
    }

    public string Name => _name ?? "";

    public int CompareTo(Venue other) => string.CompareOrdinal(Name, other.Name);

    public override string ToString() => Name;

    private static readonly System.Buffers.SearchValues<char> Allowed
        = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
}
