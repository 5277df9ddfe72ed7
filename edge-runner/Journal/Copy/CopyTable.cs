using System.Globalization;
using System.Text;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// The copies as they stand in the store. One is listed as begun before its first row is there, and as whole only once its beginning is: a
/// reader finds the newest whole one, and whoever deletes finds whatever a crash left. Its list entry as whole goes first, then its rows, then
/// the entry as begun, so that a deletion that was broken off is gone on with by the next. Everything may be said again: nothing is replaced.
/// </summary>
internal sealed class CopyTable(IStateStore store)
{
    private const string Table = "journal";
    private const string Begun = "begun";
    private const string Whole = "epochs";
    private const int Page = 100;

    /// <summary>The newest to go on from, and the one before it for where a person finds that damaged.</summary>
    private const int Kept = 2;

    public Task BeginAsync(CopyKey key, CancellationToken cancellation) => StoreAsync(Begun, key.Listed, NameOf(key), cancellation);

    public Task AddAsync(CopyKey key, long row, string json, CancellationToken cancellation) => StoreAsync(key.Partition, RowOf(row), json, cancellation);

    /// <summary>Its beginning is there: from now on it is the one that is read.</summary>
    public Task CompleteAsync(CopyKey key, CancellationToken cancellation) => StoreAsync(Whole, key.Listed, NameOf(key), cancellation);

    /// <summary>The newest whole copy: what it began with, and the records after it; null where there is none.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public async Task<(byte[] Checkpoint, IReadOnlyList<byte[]> Records)?> ReadAsync(CancellationToken cancellation)
    {
        var newest = await NewestAsync(cancellation);
        while (newest is not null)
        {
            var (found, problem) = await ReadAsync(PartitionOf(newest), cancellation);

            // Whoever still writes may have begun others meanwhile, and deleted this one.
            var after = await NewestAsync(cancellation);
            if (after?.Row == newest.Row)
                return problem is null ? (found[0], found[1..]) : throw new InvalidDataException($"the copy of the journal {problem}");
            newest = after;
        }

        return null;
    }

    /// <summary>A step of deleting what is older than the newest two as one sees it who writes that copy: what is newer than his is not his.</summary>
    /// <returns>False where nothing is left to delete.</returns>
    public async Task<bool> TidyAsync(CopyKey own, CancellationToken cancellation)
    {
        var whole = await store.ListAsync(Table, Whole, own.Listed, Page, cancellation);
        var begun = await store.ListAsync(Table, Begun, own.Listed, Page, cancellation);
        var kept = whole.Take(Kept).Select(row => row.Row).ToHashSet(StringComparer.Ordinal);
        if (whole.Concat(begun).FirstOrDefault(row => !kept.Contains(row.Row)) is not { } old)
            return false;
        if (whole.Any(row => row.Row == old.Row))
            await store.DeleteAsync(Table, Whole, [old.Row], cancellation);
        var rows = await store.ListAsync(Table, PartitionOf(old), "", Page, cancellation);
        await store.DeleteAsync(Table, PartitionOf(old), [.. rows.Select(row => row.Row)], cancellation);
        if (rows.Count < Page)
            await store.DeleteAsync(Table, Begun, [old.Row], cancellation);
        return true;
    }

    private static string RowOf(long number) => number.ToString("D12", CultureInfo.InvariantCulture);

    private static string NameOf(CopyKey key) => WorkflowJson.Write(key.Partition);

    private static string PartitionOf(StateRow listed) => listed.Json.Trim('"');

    private async Task<StateRow?> NewestAsync(CancellationToken cancellation) => (await store.ListAsync(Table, Whole, "", 1, cancellation)).FirstOrDefault();

    private async Task<(List<byte[]> Found, string? Problem)> ReadAsync(string partition, CancellationToken cancellation)
    {
        var found = new List<byte[]>();
        var text = new StringBuilder();
        for (var next = 0L; ;)
        {
            var rows = await store.ListAsync(Table, partition, RowOf(next), Page, cancellation);
            foreach (var row in rows)
            {
                if (row.Row != RowOf(next++))
                    return (found, $"has no {RowOf(next - 1)} and goes on at {row.Row}");
                found.AddRange(CopyRow.Join(row.Json, text));
            }

            if (rows.Count < Page)
                return (found, found.Count > 0 ? null : "has no beginning");
        }
    }

    /// <summary>It is there when this returns, by this writing or an earlier one whose answer was lost.</summary>
    private async Task StoreAsync(string partition, string row, string json, CancellationToken cancellation)
    {
        if (!await store.TryInsertAsync(Table, partition, row, json, cancellation)
            && (await store.FindAsync(Table, partition, row, cancellation))?.Json != json)
            throw new InvalidOperationException($"somebody else wrote {partition}/{row} of the journal's copy");
    }
}
