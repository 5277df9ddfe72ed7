using Arbit.State;

namespace Arbit.Tests.State;

/// <summary>Rows in memory, and a store that fails or hangs when it is told to.</summary>
internal sealed class ScriptedStateStore : IStateStore
{
    private readonly SortedDictionary<(string, string, string), (string Json, int Version)> _rows = [];

    public Exception? Failure { get; set; }

    /// <summary>Never answers.</summary>
    public bool Hangs { get; set; }

    public int Inserts { get; private set; }

    /// <summary>Told of each partition that is about to be listed.</summary>
    public Func<string, Task>? Listing { get; set; }

    /// <summary>Told before anything is deleted.</summary>
    public Action? Deleting { get; set; }

    /// <summary>Those that have rows, in order.</summary>
    public IReadOnlyList<string> Partitions
    {
        get
        {
            lock (_rows)
                return [.. _rows.Keys.Select(key => key.Item2).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>What the rows of a partition hold.</summary>
    public IReadOnlyList<string> RowsOf(string partition)
    {
        lock (_rows)
            return [.. _rows.Where(row => row.Key.Item2 == partition).Select(row => row.Value.Json)];
    }

    public async Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        lock (_rows)
            return _rows.TryGetValue((table, partition, row), out var found) ? new StateRow(partition, row, found.Json, $"{found.Version}") : null;
    }

    public async Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        lock (_rows)
        {
            Inserts++;
            return _rows.TryAdd((table, partition, row), (json, 1));
        }
    }

    public async Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        lock (_rows)
        {
            if (!_rows.TryGetValue((table, partition, row), out var found) || $"{found.Version}" != etag)
                return false;
            _rows[(table, partition, row)] = (json, found.Version + 1);
            return true;
        }
    }

    public async Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        await (Listing?.Invoke(partition) ?? Task.CompletedTask);
        lock (_rows)
        {
            return _rows
                .Where(r => r.Key.Item1 == table && r.Key.Item2 == partition && string.CompareOrdinal(r.Key.Item3, from) >= 0)
                .OrderBy(r => r.Key.Item3, StringComparer.Ordinal)
                .Take(most)
                .Select(r => new StateRow(partition, r.Key.Item3, r.Value.Json, $"{r.Value.Version}"))
                .ToList();
        }
    }

    public async Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
    {
        await AnswerAsync(cancellation);
        Deleting?.Invoke();
        lock (_rows)
        {
            foreach (var row in rows)
                _rows.Remove((table, partition, row));
        }
    }

    private async Task AnswerAsync(CancellationToken cancellation)
    {
        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellation);
        if (Failure is not null)
            throw Failure;
    }
}
