namespace Arbit.EdgeRunner.Execution;

/// <summary>
/// Client order ids: run epoch, cycle and order number in base 36. The epoch is durably raised at every start, so that nothing
/// is ever used twice; at most 18 characters, which is what Kraken takes.
/// </summary>
public static class ClientOrderIds
{
    public const int MaxLength = 18;

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static string Create(long epoch, long cycle, int order)
    {
        var id = $"{Base36(epoch)}-{Base36(cycle)}-{Base36(order)}";
        return id.Length <= MaxLength ? id : throw new InvalidOperationException($"The client order id {id} is longer than {MaxLength} characters.");
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
