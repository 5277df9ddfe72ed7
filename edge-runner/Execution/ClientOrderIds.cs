namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Client order ids: run epoch, cycle and order number in base 36. The epoch is durably raised at every start, so that nothing
/// is ever used twice; at most 18 characters, which is what Kraken takes.
/// </summary>
public static class ClientOrderIds
{
    public const int MaxLength = 18;

    /// <summary>
    /// Orders on command are numbered from here, so that their ids tell them from arbitrage's even where the journal is lost: what was
    /// bought on command is meant to stay, and closing it like a leg left over would sell it again.
    /// </summary>
    public const int FirstOnCommand = 36 * 36 * 36;

    private const int DigitsOnCommand = 4;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Create(long epoch, long cycle, int order)
    {
        var id = $"{Base36(epoch)}-{Base36(cycle)}-{Base36(order)}";
        return id.Length <= MaxLength ? id : throw new InvalidOperationException($"The client order id {id} is longer than {MaxLength} characters.");
    }

    /// <summary>Whether an id was made here, and by which run; an order that somebody placed by hand has another form.</summary>
    public static bool TryRead(string id, out long epoch) => TryRead(id, out epoch, out _);

    /// <summary>Likewise, and by which cycle of the run.</summary>
    public static bool TryRead(string id, out long epoch, out long cycle)
    {
        (epoch, cycle) = (0, 0);
        if (id.Length > MaxLength)
            return false;
        var parts = id.Split('-');
        return parts.Length == 3 && TryParse(parts[0], out epoch) && TryParse(parts[1], out cycle) && TryParse(parts[2], out _);
    }

    /// <summary>Whether an id that was made here is of an order on command; no cycle of arbitrage comes near so many orders.</summary>
    public static bool IsOnCommand(string id) => TryRead(id, out _) && id.Length - id.LastIndexOf('-') - 1 >= DigitsOnCommand;

    private static bool TryParse(string text, out long value)
    {
        value = 0;
        foreach (var digit in text)
        {
            var at = Digits.IndexOf(digit, StringComparison.Ordinal);
            if (at < 0 || value > (long.MaxValue - at) / Digits.Length)
                return false;
            value = (value * Digits.Length) + at;
        }

        return text.Length > 0 && (text.Length == 1 || text[0] != '0');
    }

    private static string Base36(long value)
    {
        Span<char> text = stackalloc char[13];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % 36)];
            value /= 36;
        }
        while (value > 0);
        return new string(text[at..]);
    }
}
