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

    /// <summary>
    /// True where the book's ten best levels, written with the venue's decimals, have this checksum. A level that cannot be
    /// written so, because it is finer or too large, was not sent so, and there is no match.
    /// </summary>
    public bool Matches(OrderBook book, int priceDecimals, int quantityDecimals, uint checksum)
    {
        var priceExcess = book.PriceDecimals - priceDecimals;
        var quantityExcess = book.QuantityDecimals - quantityDecimals;
        if (Math.Abs(priceExcess) > PowersOfTen.MaxLong || Math.Abs(quantityExcess) > PowersOfTen.MaxLong)
            return false;
        var length = 0;
        return TryAdd(book.Asks, priceExcess, quantityExcess, ref length)
            && TryAdd(book.Bids, priceExcess, quantityExcess, ref length)
            && Crc32.Compute(_digits.AsSpan(0, length)) == checksum;
    }

    private bool TryAdd(BookSide side, int priceExcess, int quantityExcess, ref int length)
    {
        var levels = Math.Min(side.Count, Levels);
        for (var i = 0; i < levels; i++)
        {
            if (!TryAddDigits(side.Price(i), priceExcess, ref length) || !TryAddDigits(side.Quantity(i), quantityExcess, ref length))
                return false;
        }

        return true;
    }

    private bool TryAddDigits(long units, int excessDecimals, ref int length)
    {
        long sent;
        if (excessDecimals >= 0)
        {
            (sent, var finer) = Math.DivRem(units, PowersOfTen.Long(excessDecimals));
            if (finer != 0)
                return false;
        }
        else
        {
            var factor = PowersOfTen.Long(-excessDecimals);
            if (units > long.MaxValue / factor)
                return false;
            sent = units * factor;
        }

        Utf8Formatter.TryFormat(sent, _digits.AsSpan(length), out var written);
        length += written;
        return true;
    }
}
