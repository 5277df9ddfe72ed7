using System.Collections.Concurrent;
using Arbit.State;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;

namespace Arbit.Live.Tables;

/// <summary>State in Azure Tables: a table each, made where it is absent; a row an entity.</summary>
public sealed class TablesStateStore : IStateStore
{
    /// <summary>Table names begin with a letter and have at least three characters.</summary>
    private const string Prefix = "arbit";

    private const int LargestPage = 1000;
    private const int LargestTransaction = 100;

    private readonly ConcurrentDictionary<string, TableClient> _tables = new(StringComparer.Ordinal);
    private readonly TableServiceClient _service;

    /// <param name="endpoint">As in <c>https://NAME.table.core.windows.net</c>.</param>
    /// <param name="credential">Whose rights count.</param>
    public TablesStateStore(Uri endpoint, TokenCredential credential)
        : this(new TableServiceClient(endpoint, credential))
    {
    }

    /// <param name="connection">A secret where it is not an emulator's.</param>
    public TablesStateStore(string connection)
        : this(new TableServiceClient(connection))
    {
    }

    internal TablesStateStore(TableServiceClient service) => _service = service;

    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation) => AskAsync(async () =>
    {
        var client = await TableAsync(table, cancellation);
        return await FindAsync(client, partition, row, cancellation) is { } entity ? TableRow.Read(entity) : null;
    });

    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation) => AskAsync(async () =>
    {
        var write = NewWrite();
        var entity = TableRow.Of(partition, row, json, write);
        var client = await TableAsync(table, cancellation);
        return await WonAsync(() => client.AddEntityAsync(entity, cancellation), client, partition, row, write, cancellation);
    });

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation) => AskAsync(async () =>
    {
        // What this service never gave it answers with another error than what is out of date.
        if (!etag.StartsWith("W/\"", StringComparison.Ordinal))
            return false;
        var write = NewWrite();
        var entity = TableRow.Of(partition, row, json, write);
        var client = await TableAsync(table, cancellation);
        return await WonAsync(() => client.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Replace, cancellation), client, partition, row, write, cancellation);
    });

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return AskAsync<IReadOnlyList<StateRow>>(async () =>
        {
            var found = new List<StateRow>();
            if (most == 0)
                return found;
            var client = await TableAsync(table, cancellation);
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {TableKey.Escape(partition)} and RowKey ge {TableKey.Escape(from)}");
            await foreach (var entity in client.QueryAsync<TableEntity>(filter, Math.Min(most, LargestPage), cancellationToken: cancellation))
            {
                found.Add(TableRow.Read(entity));
                if (found.Count == most)
                    break;
            }

            return found;
        });
    }

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation) => AskAsync(async () =>
    {
        var client = await TableAsync(table, cancellation);
        foreach (var some in rows.Distinct(StringComparer.Ordinal).Chunk(LargestTransaction))
            await DeleteAsync(client, partition, some, cancellation);
        return true;
    });

    private static string NewWrite() => Guid.CreateVersion7().ToString("N");

    /// <summary>Another was first, unless what is there is this very write, whose first answer was lost.</summary>
    private static async Task<bool> WonAsync(Func<Task> writing, TableClient client, string partition, string row, string write, CancellationToken cancellation)
    {
        try
        {
            await writing();
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return await FindAsync(client, partition, row, cancellation) is { } entity && TableRow.IsOf(entity, write);
        }
    }

    private static async Task DeleteAsync(TableClient client, string partition, string[] rows, CancellationToken cancellation)
    {
        try
        {
            await client.SubmitTransactionAsync(
                rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(TableKey.Escape(partition), TableKey.Escape(row)), ETag.All)), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // One that is gone already takes the whole transaction with it; alone it is none that fails.
            foreach (var row in rows)
                await client.DeleteEntityAsync(TableKey.Escape(partition), TableKey.Escape(row), ETag.All, cancellation);
        }
    }

    private static async Task<TableEntity?> FindAsync(TableClient client, string partition, string row, CancellationToken cancellation)
    {
        var found = await client.GetEntityIfExistsAsync<TableEntity>(TableKey.Escape(partition), TableKey.Escape(row), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (RequestFailedException e)
        {
            throw new IOException($"the table service did not do it ({e.Status} {e.ErrorCode}): {e.Message.Split('\n')[0]}", e);
        }
        catch (Exception e) when (e is AggregateException or AuthenticationFailedException)
        {
            // Of all its tries, and of getting a token.
            throw new IOException($"the table service cannot be reached: {e.Message.Split('\n')[0]}", e);
        }
    }

    private async Task<TableClient> TableAsync(string table, CancellationToken cancellation)
    {
        if (_tables.TryGetValue(table, out var known))
            return known;
        if (!table.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"'{table}' is no table's name: letters and digits only", nameof(table));
        var client = _service.GetTableClient(Prefix + table);
        await client.CreateIfNotExistsAsync(cancellation);
        return _tables[table] = client;
    }
}
