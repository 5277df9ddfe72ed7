namespace Arbit.Money;

/// <summary>A market by its two assets, the same on every venue: BTC/USDT is priced in USDT for one BTC.</summary>
public readonly record struct Symbol(Asset Base, Asset Quote) : IComparable<Symbol>
{
    /// <exception cref="FormatException">The text is no BASE/QUOTE.</exception>
    public static Symbol Parse(string text)
        => TryParse(text, out var symbol) ? symbol : throw new FormatException($"'{text}' is no symbol: BASE/QUOTE is wanted.");

    public static bool TryParse(string? text, out Symbol symbol)
    {
        symbol = default;
        if (text?.Split('/') is not [var first, var second] || first == second || !Asset.IsCode(first) || !Asset.IsCode(second))
            return false;
        symbol = new Symbol(new Asset(first), new Asset(second));
        return true;
    }

    public int CompareTo(Symbol other)
    {
        var byBase = Base.CompareTo(other.Base);
        return byBase != 0 ? byBase : Quote.CompareTo(other.Quote);
    }

    public override string ToString() => $"{Base}/{Quote}";
}
