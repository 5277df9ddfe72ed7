namespace Arbit.EdgeRunner.Ledger;

/// <summary>A booking would make money appear or vanish. Nothing was booked; whoever asked has a fault, and trading must stop.</summary>
public sealed class LedgerBrokenException : InvalidOperationException
{
    public LedgerBrokenException()
    {
    }

    public LedgerBrokenException(string message)
        : base(message)
    {
    }

    public LedgerBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
