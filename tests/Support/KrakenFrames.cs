using System.Globalization;
using System.Text;

namespace Arbit.Tests.Support;

/// <summary>
/// Kraken v2 frames with right checksums, made by a book of their own: digits as strings in sorted dictionaries and a bitwise
/// CRC-32, so that nothing of it is the code under test.
/// </summary>
public sealed class KrakenFrames(string symbol, int depth, int priceDecimals, int quantityDecimals)
{
    private readonly SortedDictionary<decimal, string> _bids = new(Comparer<decimal>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<decimal, string> _asks = [];

    public string Acknowledgement
        => $$"""{"method":"subscribe","result":{"channel":"book","depth":{{depth}},"snapshot":true,"symbol":"{{symbol}}"},"success":true}""";

    /// <summary>The checksum of the book as it stands.</summary>
    public uint Checksum => ChecksumOf(TopTen(_bids), TopTen(_asks));

    public string Snapshot(IEnumerable<(decimal Price, decimal Quantity)> bids, IEnumerable<(decimal Price, decimal Quantity)> asks)
    {
        _bids.Clear();
        _asks.Clear();
        return Frame("snapshot", bids, asks);
    }

    public string Update(IEnumerable<(decimal Price, decimal Quantity)> bids, IEnumerable<(decimal Price, decimal Quantity)> asks)
        => Frame("update", bids, asks);

    /// <summary>One item of a frame's data, for frames that carry several.</summary>
    public string Item(IEnumerable<(decimal Price, decimal Quantity)> bids, IEnumerable<(decimal Price, decimal Quantity)> asks)
    {
        var bidText = Apply(_bids, bids);
        var askText = Apply(_asks, asks);
        return $$"""{"symbol":"{{symbol}}","bids":[{{bidText}}],"asks":[{{askText}}],"checksum":{{Checksum}},"timestamp":"2026-08-01T02:53:53.646219Z"}""";
    }

    /// <summary>CRC-32, bit by bit, of asks then bids, each level's digits without point and leading zeros.</summary>
    public static uint ChecksumOf(IEnumerable<(string Price, string Quantity)> bids, IEnumerable<(string Price, string Quantity)> asks)
    {
        var digits = new StringBuilder();
        foreach (var (price, quantity) in asks.Concat(bids))
            digits.Append(Digits(price)).Append(Digits(quantity));
        var crc = uint.MaxValue;
        foreach (var c in digits.ToString())
        {
            crc ^= c;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    private static string Digits(string number) => number.Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    private IEnumerable<(string Price, string Quantity)> TopTen(SortedDictionary<decimal, string> side)
        => side.Take(10).Select(level => (level.Key.ToString("F" + priceDecimals, CultureInfo.InvariantCulture), level.Value));

    private string Frame(string type, IEnumerable<(decimal, decimal)> bids, IEnumerable<(decimal, decimal)> asks)
        => $$"""{"channel":"book","type":"{{type}}","data":[{{Item(bids, asks)}}]}""";

    private string Apply(SortedDictionary<decimal, string> side, IEnumerable<(decimal Price, decimal Quantity)> levels)
    {
        var text = new List<string>();
        foreach (var (price, quantity) in levels)
        {
            var digits = quantity.ToString("F" + quantityDecimals, CultureInfo.InvariantCulture);
            if (quantity == 0)
                side.Remove(price);
            else
                side[price] = digits;
            text.Add($$"""{"price":{{price.ToString("F" + priceDecimals, CultureInfo.InvariantCulture)}},"qty":{{digits}}}""");
        }

        while (side.Count > depth)
            side.Remove(side.Keys.Last());
        return string.Join(',', text);
    }
}
