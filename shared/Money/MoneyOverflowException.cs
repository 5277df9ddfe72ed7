namespace Arbit.Money;

/// <summary>
/// A money value left the range of its type. It is an error with a name of its own, so that it is refused and reported
/// where it happens, and never wraps around.
/// </summary>
public sealed class MoneyOverflowException : OverflowException
{
    public MoneyOverflowException()
    {
    }

    public MoneyOverflowException(string message)
        : base(message)
    {
    }

    public MoneyOverflowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
