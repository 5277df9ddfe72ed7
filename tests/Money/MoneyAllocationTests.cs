using Arbit.Money;

namespace Arbit.Tests.Money;

/// <summary>The hot path allocates nothing, and money is in all of it.</summary>
public sealed class MoneyAllocationTests
{
    private const int Rounds = 1_000;

    [Fact]
    public void Parsing_allocates_nothing() => Assert.Equal(0, Allocated(() =>
    {
        var read = Price.TryParse("92233720368.54775807"u8, out var price) & Quantity.TryParse("1.25e-8"u8, out var quantity)
            & Exact.TryParse("0.00000002100000000000", out _) & !Exact.TryParse("1e999"u8, out _);
        return read && price > Price.Zero && !quantity.IsZero;
    }));

    [Fact]
    public void Arithmetic_allocates_nothing()
    {
        var (price, tick) = (Price.Parse("64123.456789"), Price.Parse("0.01"));
        var (quantity, lot) = (Quantity.Parse("1.23456789"), Quantity.Parse("0.00001"));
        Assert.Equal(0, Allocated(() =>
        {
            var cost = price.ToTick(tick, Rounding.Floor) * quantity.ToLot(lot);
            var sum = cost + cost - (price * quantity);
            var average = cost.Average(quantity, 8, Rounding.HalfEven);
            var amount = Amount.From(cost) + Amount.From(sum.Value, Rounding.Floor) - Amount.From(quantity);
            return average < price && amount > Amount.Zero && Bps.Of(sum.Value, cost.Value, Rounding.Floor).RateUnits > 0;
        }));
    }

    /// <summary>Bytes allocated by this thread over many rounds, after a warm-up that builds whatever is built once.</summary>
    private static long Allocated(Func<bool> work)
    {
        var all = true;
        for (var i = 0; i < Rounds; i++)
            all &= work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            all &= work();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(all, "the work did not come to what it should");
        return allocated;
    }
}
