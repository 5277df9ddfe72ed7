using System.Buffers.Text;
using Arbit.EdgeRunner.Books;
using Arbit.Money;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>
/// Kraken's proof: the CRC-32, all 32 bits of it (lesson L17), over the ten best asks and then the ten best bids, each level's
/// price and quantity as its digits were sent, without the point and without leading zeros. A side of fewer than ten levels
/// counts as it is.
/// </summary>
/// <remarks>Source: Kraken WebSocket v2, "Calculate checksum (book)".</remarks>
public sealed class KrakenChecksum
{
    /// <summary>Levels a side that the checksum covers.</summary>
    public const int Levels = 10;

    private readonly byte[] _digits = new byte[2 * Levels * 2 * 20];

    public uint Compute(OrderBook book, int priceDecimals, int quantityDecimals)
    {
        var length = 0;
        Add(book.Asks, book, priceDecimals, quantityDecimals, ref length);
        Add(book.Bids, book, priceDecimals, quantityDecimals, ref length);
        return Crc32.Compute(_digits.AsSpan(0, length));
    }

    private void Add(BookSide side, OrderBook book, int priceDecimals, int quantityDecimals, ref int length)
    {
        var levels = Math.Min(side.Count, Levels);
        for (var i = 0; i < levels; i++)
        {
            AddDigits(side.Price(i), book.PriceDecimals - priceDecimals, ref length);
            AddDigits(side.Quantity(i), book.QuantityDecimals - quantityDecimals, ref length);
        }
    }

    private void AddDigits(long units, int excessDecimals, ref int length)
    {
        // A level finer than the venue's digits, or past 64 bits at them, cannot have been sent so: it fails the checksum by itself.
        var sent = excessDecimals >= 0
            ? units / PowersOfTen.Long(excessDecimals)
            : unchecked(units * PowersOfTen.Long(-excessDecimals));
        Utf8Formatter.TryFormat(sent, _digits.AsSpan(length), out var written);
        length += written;
    }
}
