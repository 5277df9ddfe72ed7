using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Arbit.Tests.Simulation;

/// <summary>
/// A Kraken client's book, written from the venue's document "Book checksum v2" and sharing nothing with the simulation:
/// number tokens are kept as text, CRC-32 is computed bit by bit.
/// </summary>
internal sealed class TruncatingBook(int depth, bool afterEveryLevel)
{
    private readonly List<(decimal Value, string Price, string Quantity)> bids = [];
    private readonly List<(decimal Value, string Price, string Quantity)> asks = [];

    public int Levels => bids.Count + asks.Count;

    /// <summary>Applies one element of a book message's data.</summary>
    public void Apply(JsonElement data, bool snapshot)
    {
        if (snapshot)
        {
            bids.Clear();
            asks.Clear();
        }

        Apply(bids, data.GetProperty("bids"), descending: true);
        Apply(asks, data.GetProperty("asks"), descending: false);
    }

    public uint Checksum()
    {
        var text = new StringBuilder();
        foreach ((_, string price, string quantity) in asks.Take(10).Concat(bids.Take(10)))
            text.Append(Digits(price)).Append(Digits(quantity));
        uint crc = uint.MaxValue;
        foreach (byte character in Encoding.ASCII.GetBytes(text.ToString()))
        {
            crc ^= character;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
        }

        return ~crc;
    }

    private void Apply(List<(decimal Value, string Price, string Quantity)> side, JsonElement levels, bool descending)
    {
        foreach (JsonElement level in levels.EnumerateArray())
        {
            string price = level.GetProperty("price").GetRawText(), quantity = level.GetProperty("qty").GetRawText();
            decimal value = Value(price);
            side.RemoveAll(held => held.Value == value);
            int at = side.FindIndex(held => descending ? held.Value < value : held.Value > value);
            if (Value(quantity) != 0) side.Insert(at < 0 ? side.Count : at, (value, price, quantity));
            if (afterEveryLevel) Truncate(side);
        }

        Truncate(side);
    }

    private void Truncate(List<(decimal Value, string Price, string Quantity)> side)
    {
        if (side.Count > depth) side.RemoveRange(depth, side.Count - depth);
    }

    private static string Digits(string number) => number.Replace(".", "", StringComparison.Ordinal).TrimStart('0');

    private static decimal Value(string number) => decimal.Parse(number, CultureInfo.InvariantCulture);
}
