namespace Arbit.Money;

/// <summary>
/// One kind of money or coin by its canonical ticker (BTC, USDT). USD, USDT and USDC are three assets (lesson L29).
/// 1 to 20 upper-case letters, digits, dots, dashes or underscores.
/// </summary>
public readonly record struct Asset : IComparable<Asset>
{
    private readonly string? _code;

    /// <exception cref="FormatException">The code is none.</exception>
    public Asset(string code)
    {
        if (!IsCode(code))
            throw new FormatException($"'{code}' is no asset: 1 to 20 upper-case letters, digits, '.', '-' or '_'.");
        _code = code;
    }

    public string Code => _code ?? "";

    public static bool IsCode(string? text)
        => text is { Length: > 0 and <= 20 } && text.AsSpan().IndexOfAnyExcept(Allowed) < 0;

    public int CompareTo(Asset other) => string.CompareOrdinal(Code, other.Code);

    public override string ToString() => Code;

    private static readonly System.Buffers.SearchValues<char> Allowed
        = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");
}
