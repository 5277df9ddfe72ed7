using System.Threading.Channels;
using Arbit.State;

namespace Arbit.EdgeRunner.State;

/// <summary>
/// The way of a crowd into the store: inserts that wait at the same time share one commit, on a thread of their own, so hundreds a second
/// cost few writes to the disk and block nobody else's thread. Each is answered once it is stored. More than can wait are refused at once.
/// </summary>
public sealed class GroupedInserts : IStateStore, IAsyncDisposable
{
    private const int MostWaiting = 2_048;
    private const int MostPerCommit = 256;

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly SqliteStateStore _store;
    private readonly Task _running;

    public GroupedInserts(SqliteStateStore store)
    {
        _store = store;
        _running = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Task<StateRow?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        => _store.FindAsync(table, partition, row, cancellation);

    /// <exception cref="IOException">Too many wait, or it could not be stored.</exception>
    public Task<bool> TryInsertAsync(string table, string partition, string row, string json, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite(new Waiting(new NewRow(table, partition, row, json), answer))
            ? answer.Task
            : Task.FromException<bool>(new IOException("More wait to be stored than can."));
    }

    public Task<bool> TryReplaceAsync(string table, string partition, string row, string json, string etag, CancellationToken cancellation)
        => _store.TryReplaceAsync(table, partition, row, json, etag, cancellation);

    public Task<IReadOnlyList<StateRow>> ListAsync(string table, string partition, string from, int most, CancellationToken cancellation)
        => _store.ListAsync(table, partition, from, most, cancellation);

    public Task DeleteAsync(string table, string partition, IReadOnlyCollection<string> rows, CancellationToken cancellation)
        => _store.DeleteAsync(table, partition, rows, cancellation);

    /// <summary>What waits is stored first.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _running;
    }

    private void Run()
    {
        var batch = new List<Waiting>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _waiting.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            try
            {
                var areNew = _store.InsertAll(batch.Select(waiting => waiting.Row).ToList());
                for (var i = 0; i < batch.Count; i++)
                    batch[i].Answer.SetResult(areNew[i]);
            }
            catch (Exception e)
            {
                // Nobody was told that anything is stored: each asks again.
                foreach (var waiting in batch)
                    waiting.Answer.TrySetException(e);
            }
        }
    }

    private sealed record Waiting(NewRow Row, TaskCompletionSource<bool> Answer);
}
