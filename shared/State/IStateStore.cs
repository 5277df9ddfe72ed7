namespace Arbit.State;

/// <summary>
/// The slow side's state: small JSON rows that are inserted once, replaced only by who has seen the newest, listed in order, and deleted for good. Azure
/// Tables can honour it exactly; one contract suite runs against every implementation.
/// </summary>
public interface IStateStore
{
    /// <summary>Null where there is none.</summary>
    Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation);

    /// <summary>False, and nothing changed, where there is one already. It is stored when this returns.</summary>
    Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation);

    /// <summary>False, and nothing changed, where it was changed since <paramref name="etag"/> was read.</summary>
    Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation);

    /// <summary>A partition's rows by their keys, ordinal order, from a key on.</summary>
    Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation);

    /// <summary>
    /// None of these rows is there when this returns, whatever they held: it is for what nobody replaces any more, so there is no newest to
    /// have seen, and whoever was broken off in the middle says it again. Broken off, some of them may be gone.
    /// </summary>
    Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation);
}
