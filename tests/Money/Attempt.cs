using Arbit.Money;

namespace Arbit.Tests.Money;

/// <summary>A calculation that may leave its range.</summary>
public static class Attempt
{
    /// <summary>
    /// Null where the named overflow was thrown. Any other exception comes through: it, and a wrapped result, are what the tests
    /// are looking for.
    /// </summary>
    public static T? At<T>(Func<T> calculation)
        where T : struct
    {
        try
        {
            return calculation();
        }
        catch (MoneyOverflowException)
        {
            return null;
        }
    }
}
