using System.Globalization;
using Arbit.State;

namespace Arbit.Workflows.Register;

/// <summary>
/// Which ids were begun, how they ended, and who waits for whom: for a host whose own store may let two starts of one id succeed, and
/// forgets what has ended. A row is inserted where there is none, so whoever comes second knows it.
/// </summary>
public sealed class WorkflowRegister(IStateStore store)
{
    private const string Table = "workflows";
    private const string StartRow = "start";
    private const string EndRow = "end";
    private const string WaiterRows = "wait:";
    private const string NewestTable = "workflowsnewest";
    private const string NewestPartition = "all";
    private const int Page = 200;

    /// <summary>
    /// Enters that an id is begun. What comes back is what stands there now: this start, or the one that came before it; for who was
    /// first and has not come to <see cref="HandedOverAsync"/>, the next one who asks does it for him.
    /// </summary>
    public async Task<(bool IsFirst, RegisteredStart Start)> BeginAsync(RegisteredStart start, CancellationToken cancellation)
    {
        var isFirst = await store.TryInsertAsync(Table, start.InstanceId, StartRow, WorkflowJson.Write(start), cancellation);
        var stands = isFirst ? start : (await FindAsync(start.InstanceId, cancellation)).Start ?? throw new InvalidOperationException($"{start.InstanceId} was begun, and is gone.");
        if (!stands.IsHandedOver)
            await store.TryInsertAsync(NewestTable, NewestPartition, NewestRow(stands), WorkflowJson.Write(stands.InstanceId), cancellation);
        return (isFirst, stands);
    }

    /// <summary>Enters that whoever runs workflows has taken it.</summary>
    public async Task HandedOverAsync(string instanceId, CancellationToken cancellation)
    {
        // Where another one was faster, he has entered the same.
        if (await store.FindAsync(Table, instanceId, StartRow, cancellation) is { } row && WorkflowJson.Read<RegisteredStart>(row.Json) is { IsHandedOver: false } start)
            await store.TryReplaceAsync(Table, instanceId, StartRow, WorkflowJson.Write(start with { IsHandedOver = true }), row.ETag, cancellation);
    }

    /// <summary>With what it was begun and how it ended; null where that has not been.</summary>
    public async Task<(RegisteredStart? Start, RegisteredEnd? End)> FindAsync(string instanceId, CancellationToken cancellation)
    {
        // In the order of their keys these two are the first of its rows.
        var rows = await store.ListAsync(Table, instanceId, EndRow, 2, cancellation);
        return (Of<RegisteredStart>(StartRow), Of<RegisteredEnd>(EndRow));
        T? Of<T>(string key)
            where T : class
            => rows.FirstOrDefault(row => row.Row == key) is { } row ? WorkflowJson.Read<T>(row.Json) : null;
    }

    /// <summary>
    /// Enters who waits for an instance, and then looks whether it has ended; <see cref="EndAsync"/> does both the other way round, so one
    /// of the two sees the other.
    /// </summary>
    /// <returns>How it ended; null where that has yet to come, and will be told to who waits.</returns>
    public async Task<RegisteredEnd?> AwaitAsync(string instanceId, string waiter, CancellationToken cancellation)
    {
        await store.TryInsertAsync(Table, instanceId, WaiterRows + waiter, WorkflowJson.Write(waiter), cancellation);
        return (await FindAsync(instanceId, cancellation)).End;
    }

    /// <summary>Enters how an instance ended, once.</summary>
    /// <returns>The ids of those who wait for it, in ordinal order.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(RegisteredEnd end, CancellationToken cancellation)
    {
        await store.TryInsertAsync(Table, end.InstanceId, EndRow, WorkflowJson.Write(end), cancellation);
        var waiters = new List<string>();
        var from = WaiterRows;
        while (true)
        {
            var rows = await store.ListAsync(Table, end.InstanceId, from, Page, cancellation);
            foreach (var row in rows)
            {
                if (!row.Row.StartsWith(WaiterRows, StringComparison.Ordinal))
                    return waiters;
                waiters.Add(WorkflowJson.Read<string>(row.Json));
            }

            if (rows.Count < Page)
                return waiters;
            from = rows[^1].Row + "\0";
        }
    }

    /// <summary>The ids that were begun, newest first.</summary>
    public async Task<IReadOnlyList<string>> NewestAsync(int most, CancellationToken cancellation)
        => [.. (await store.ListAsync(NewestTable, NewestPartition, "", most, cancellation)).Select(row => WorkflowJson.Read<string>(row.Json))];

    /// <summary>Rows are listed in the order of their keys, so the newest has the smallest.</summary>
    private static string NewestRow(RegisteredStart start)
        => string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.MaxValue.UtcTicks - start.BegunAt.UtcTicks:D19} {start.InstanceId}");
}
