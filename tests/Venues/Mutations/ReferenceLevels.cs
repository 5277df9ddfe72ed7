using System.Globalization;
using System.Text.Json;
using Arbit.EdgeRunner.Books;
using Arbit.Money;

namespace Arbit.Tests.Venues.Mutations;

/// <summary>What a frame does to a book, as System.Text.Json reads it and dictionaries of decimals keep it.</summary>
public sealed class ReferenceLevels
{
    private readonly SortedDictionary<decimal, decimal> _bids;
    private readonly SortedDictionary<decimal, decimal> _asks;
    private readonly long _sequence;

    /// <param name="levels">Price and quantity of each level at the book's scale, bids first.</param>
    /// <param name="bids">How many of the levels are bids.</param>
    /// <param name="priceDecimals">The book's scale.</param>
    /// <param name="quantityDecimals">The book's scale.</param>
    /// <param name="sequence">Of the last change in the book.</param>
    public ReferenceLevels(List<long> levels, int bids, int priceDecimals, int quantityDecimals, long sequence)
    {
        _bids = new SortedDictionary<decimal, decimal>(Comparer<decimal>.Create((a, b) => b.CompareTo(a)));
        _asks = [];
        _sequence = sequence;
        for (var i = 0; i < levels.Count; i += 2)
        {
            var side = i / 2 < bids ? _bids : _asks;
            side.Add(new Exact(levels[i], priceDecimals).ToDecimal(), new Exact(levels[i + 1], quantityDecimals).ToDecimal());
        }
    }

    /// <summary>
    /// False where a number has more digits than a decimal holds, or a name is escaped (which no venue does, and the codecs read as
    /// another name): then there is nothing to compare with.
    /// </summary>
    public bool TryApply(string venue, ReadOnlyMemory<byte> frame, int depth)
    {
        if (frame.Span.Contains((byte)'\\'))
            return false;
        using var document = JsonDocument.Parse(frame);
        var message = document.RootElement;
        return venue switch
        {
            "binance" => TryBinance(message.TryGetProperty("e", out _) ? message : message.GetProperty("data")),
            "kraken" => TryKraken(message, depth),
            _ => TryKucoin(message.GetProperty("data")),
        };
    }

    public bool IsSameAs(OrderBook book) => IsSame(book, book.Bids, _bids) && IsSame(book, book.Asks, _asks);

    private static bool IsSame(OrderBook book, BookSide side, SortedDictionary<decimal, decimal> levels)
    {
        if (side.Count != levels.Count)
            return false;
        var i = 0;
        foreach (var (price, quantity) in levels)
        {
            if (new Exact(side.Price(i), book.PriceDecimals).ToDecimal() != price || new Exact(side.Quantity(i), book.QuantityDecimals).ToDecimal() != quantity)
                return false;
            i++;
        }

        return true;
    }

    private static bool TryNumber(JsonElement value, out decimal number)
    {
        number = 0;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Count(char.IsAsciiDigit) <= 26 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryLevels(SortedDictionary<decimal, decimal> side, IEnumerable<(JsonElement Price, JsonElement Quantity)> levels)
    {
        foreach (var (priceText, quantityText) in levels)
        {
            if (!TryNumber(priceText, out var price) || !TryNumber(quantityText, out var quantity))
                return false;
            if (quantity == 0)
                side.Remove(price);
            else
                side[price] = quantity;
        }

        return true;
    }

    private bool TryBinance(JsonElement message)
        => TryLevels(_bids, message.GetProperty("b").EnumerateArray().Select(level => (level[0], level[1])))
        && TryLevels(_asks, message.GetProperty("a").EnumerateArray().Select(level => (level[0], level[1])));

    private bool TryKraken(JsonElement message, int depth)
    {
        if (message.GetProperty("type").GetString() == "snapshot")
        {
            _bids.Clear();
            _asks.Clear();
        }

        foreach (var item in message.GetProperty("data").EnumerateArray())
        {
            foreach (var (side, name) in new[] { (_bids, "bids"), (_asks, "asks") })
            {
                if (item.TryGetProperty(name, out var levels)
                    && !TryLevels(side, levels.EnumerateArray().Select(level => (level.GetProperty("price"), level.GetProperty("qty")))))
                {
                    return false;
                }

                while (side.Count > depth)
                    side.Remove(side.Keys.Last());
            }
        }

        return true;
    }

    private bool TryKucoin(JsonElement data)
    {
        // A duplicated or moved member can put the sides beside the numbers instead of into "changes".
        if (!data.TryGetProperty("changes", out var changes) || !changes.TryGetProperty("bids", out _) || !changes.TryGetProperty("asks", out _))
            return false;
        var all = new List<(long Sequence, SortedDictionary<decimal, decimal> Side, JsonElement Level)>();
        foreach (var (side, name) in new[] { (_bids, "bids"), (_asks, "asks") })
        {
            foreach (var level in changes.GetProperty(name).EnumerateArray())
            {
                if (!TryNumber(level[2], out var sequence))
                    return false;
                all.Add(((long)sequence, side, level));
            }
        }

        if (all.Select(change => change.Sequence).Distinct().Count() != all.Count)
            return false;
        return all.Where(change => change.Sequence > _sequence).OrderBy(change => change.Sequence)
            .All(change => !TryNumber(change.Level[0], out var price) ? false : price == 0 || TryLevels(change.Side, [(change.Level[0], change.Level[1])]));
    }
}
