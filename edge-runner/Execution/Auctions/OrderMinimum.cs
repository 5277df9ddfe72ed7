using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Auctions;

/// <summary>Whether a venue takes an order of this size at all.</summary>
internal static class OrderMinimum
{
    public static bool IsBelow(Instrument instrument, Quantity quantity, Price price)
        => quantity.IsZero || price.IsZero || quantity < instrument.MinQuantity || price * quantity < instrument.MinNotional;
}
