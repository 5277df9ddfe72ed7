using Arbit.EdgeRunner.Books;
using Arbit.Markets;
using Arbit.Money;
using Xunit.Abstractions;

namespace Arbit.Tests.Books;

/// <summary>One side of a book against a sorted dictionary, over random changes.</summary>
public sealed class BookSideTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Side.Sell)]
    [InlineData(Side.Buy)]
    public void HoldsWhatASortedDictionaryHolds(Side takenBy)
    {
        const int seed = 4711;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 60; round++)
        {
            var side = new BookSide(takenBy, capacity: 1 + random.Next(4));
            var reference = Reference(takenBy);
            var spread = 1 + random.Next(300);
            for (var step = 0; step < 400; step++)
            {
                var price = random.NextInt64(spread);
                var quantity = random.Next(3) == 0 ? 0 : random.NextInt64(1, 1000);
                switch (random.Next(60))
                {
                    case 0:
                        var depth = random.Next(40);
                        side.Truncate(depth);
                        while (reference.Count > depth)
                            reference.Remove(reference.Keys.Last());
                        break;
                    case 1:
                        side.Clear();
                        reference.Clear();
                        break;
                    default:
                        side.Set(price, quantity);
                        if (quantity == 0)
                            reference.Remove(price);
                        else
                            reference[price] = quantity;
                        break;
                }

                AssertSame(reference, side);
            }
        }
    }

    [Theory]
    [InlineData(Side.Sell)]
    [InlineData(Side.Buy)]
    public void AProofReachesDownToItsLevelAndStaysThereWhileLevelsComeAndGo(Side takenBy)
    {
        const int seed = 815;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var side = new BookSide(takenBy);
            for (var i = 0; i < 20; i++)
                side.Set(random.NextInt64(1, 100), 1);
            var level = random.Next(side.Count);
            side.ProveTo(level);
            var bound = side.Price(level);

            for (var i = 0; i < 20; i++)
                side.Set(random.NextInt64(1, 100), random.Next(2));

            Assert.True(side.IsProofBounded);
            Assert.Equal(bound, side.ProvenTo);
            for (long price = 0; price < 110; price++)
                Assert.Equal(takenBy == Side.Sell ? price >= bound : price <= bound, side.IsProven(price));
            side.ProveAll();
            Assert.True(!side.IsProofBounded && side.IsProven(0) && side.IsProven(long.MaxValue));
        }
    }

    [Theory]
    [InlineData(Side.Sell)]
    [InlineData(Side.Buy)]
    public void RescalingMovesEveryValueExactlyOrNothingAtAll(Side takenBy)
    {
        const int seed = 99;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var moved = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var side = new BookSide(takenBy);
            var reference = Reference(takenBy);
            for (var i = random.Next(6); i >= 0; i--)
            {
                var price = random.NextInt64(1, 1000) * PowersOfTen.Long(random.Next(16));
                var quantity = random.NextInt64(1, 1000) * PowersOfTen.Long(random.Next(16));
                side.Set(price, quantity);
                reference[price] = quantity;
            }

            side.ProveTo(side.Count - 1);
            var bound = side.ProvenTo;
            var (priceShift, quantityShift) = (random.Next(-6, 7), random.Next(-6, 7));
            var expected = reference.Select(level => (Price: Shift(level.Key, priceShift), Quantity: Shift(level.Value, quantityShift))).ToList();
            if (expected.All(level => level.Price is not null && level.Quantity is not null))
            {
                side.Rescale(priceShift, quantityShift);
                moved++;
                Assert.Equal(expected.Select(level => (level.Price!.Value, level.Quantity!.Value)), Levels(side));
                Assert.Equal(Shift(bound, priceShift), side.ProvenTo);
            }
            else
            {
                Assert.Throws<MoneyOverflowException>(() => side.Rescale(priceShift, quantityShift));
                AssertSame(reference, side);
                Assert.Equal(bound, side.ProvenTo);
            }
        }

        Assert.InRange(moved, 500, 2_500);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void ABoundThatNoLevelHoldsAnyMoreIsNeverWidenedByRescaling(Side takenBy)
    {
        var side = new BookSide(takenBy);
        var far = takenBy == Side.Buy ? 9_000_000_000_000_000_000 : 13;
        side.Set(far, 1);
        side.Set(5_000, 1);
        side.ProveTo(side.Count - 1);
        side.Set(far, 0);

        // The bound has no place at the finer scale (a far ask), or none at the coarser (a bid of 13).
        side.Rescale(takenBy == Side.Buy ? 2 : -1, 0);

        Assert.True(side.IsProofBounded);
        Assert.True(side.IsProven(side.BestPrice));
        if (takenBy == Side.Buy)
            Assert.Equal(long.MaxValue, side.ProvenTo);
        else
            Assert.Equal(2, side.ProvenTo);
    }

    private static SortedDictionary<long, long> Reference(Side takenBy)
        => new(takenBy == Side.Sell ? Comparer<long>.Create((a, b) => b.CompareTo(a)) : Comparer<long>.Default);

    private static void AssertSame(SortedDictionary<long, long> reference, BookSide side)
    {
        Assert.Equal(reference.Select(level => (level.Key, level.Value)), Levels(side));
        var best = reference.FirstOrDefault();
        Assert.Equal((best.Key, best.Value), (side.BestPrice, side.BestQuantity));
    }

    private static IEnumerable<(long Price, long Quantity)> Levels(BookSide side)
        => Enumerable.Range(0, side.Count).Select(i => (side.Price(i), side.Quantity(i)));

    /// <summary>By decimals; null where it has no place in 64 bits or would lose a digit.</summary>
    private static long? Shift(long value, int shift)
    {
        decimal moved = value;
        for (var i = Math.Abs(shift); i > 0; i--)
            moved = shift > 0 ? moved * 10 : moved / 10;
        return moved <= long.MaxValue && moved == decimal.Truncate(moved) ? (long)moved : null;
    }
}
