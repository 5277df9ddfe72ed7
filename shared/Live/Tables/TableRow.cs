using Arbit.State;
using Azure.Data.Tables;

namespace Arbit.Live.Tables;

/// <summary>
/// Rows as entities. A property holds up to 32 Ki characters, so a row's text is in parts; an entity up to 1 MiB, so a larger row is refused.
/// Each write has a name of its own: where an answer is lost and the SDK asks again, that tells one's own write from another's.
/// </summary>
internal static class TableRow
{
    private const string Part = "Json";
    private const string WrittenBy = "Write";
    private const int LongestPart = 30_000;
    private const int Longest = 500_000;

    /// <exception cref="ArgumentException">It is larger than an entity can be.</exception>
    public static TableEntity Of(string partition, string row, string json, string write)
    {
        if (json.Length > Longest)
            throw new ArgumentException($"{row} has {json.Length} characters, more than a row of Azure Tables takes ({Longest})", nameof(json));
        var entity = new TableEntity(TableKey.Escape(partition), TableKey.Escape(row)) { [WrittenBy] = write };
        var number = 0;
        for (var at = 0; at < json.Length || number == 0; number++)
        {
            var length = Math.Min(LongestPart, json.Length - at);

            // A pair of surrogates is one character.
            if (at + length < json.Length && char.IsHighSurrogate(json[at + length - 1]))
                length--;
            entity[$"{Part}{number}"] = json.Substring(at, length);
            at += length;
        }

        return entity;
    }

    public static StateRow Read(TableEntity entity)
    {
        var parts = new List<string>();
        while (entity.GetString($"{Part}{parts.Count}") is { } part)
            parts.Add(part);
        return new StateRow(TableKey.Unescape(entity.PartitionKey), TableKey.Unescape(entity.RowKey), string.Concat(parts), entity.ETag.ToString());
    }

    public static bool IsOf(TableEntity entity, string write) => entity.GetString(WrittenBy) == write;
}
