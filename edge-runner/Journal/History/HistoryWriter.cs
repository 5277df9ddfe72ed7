using System.Threading.Channels;
using Polly;
using Polly.Retry;

namespace Arbit.EdgeRunner.Journal.History;

/// <summary>
/// Takes rows from anybody and writes them to the history database and trade_audit.csv, on one consumer of its own. A producer
/// never waits and never sees an error: where there is no room the row is counted and gone, spreads first. Whatever the
/// disk does is retried with growing pauses, and said in <see cref="Problem"/>.
/// </summary>
public sealed class HistoryWriter : IAsyncDisposable
{
    private readonly HistoryOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<CancellationToken, Task>? _beforeBatch;
    private readonly Channel<HistoryRow> _queue;
    private readonly HistoryDatabase _database;
    private readonly TradeAuditFile _tradeAudit;
    private readonly ResiliencePipeline _retry;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<HistoryRow> _batch = [];
    private readonly long[] _written = new long[HistorySchema.All.Length];
    private readonly long[] _dropped = new long[HistorySchema.All.Length];
    private readonly long[] _refused = new long[HistorySchema.All.Length];
    private readonly Task _consumer;
    private int _waiting;
    private long _errors;
    private volatile string? _problem;

    public HistoryWriter(HistoryOptions options, TimeProvider time)
        : this(options, time, beforeBatch: null)
    {
    }

    /// <param name="beforeBatch">For tests: awaited before each transaction.</param>
    internal HistoryWriter(HistoryOptions options, TimeProvider time, Func<CancellationToken, Task>? beforeBatch)
    {
        _options = options;
        _time = time;
        _beforeBatch = beforeBatch;
        _queue = Channel.CreateBounded<HistoryRow>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });
        _database = new HistoryDatabase(options.DatabasePath);
        _tradeAudit = new TradeAuditFile(options.TradeAuditPath);
        _retry = BuildRetry();
        _consumer = Task.Run(ConsumeAsync);
    }

    /// <summary>What keeps rows from being written, for a person; null while all is well. A refused row is said until the next batch.</summary>
    public string? Problem => _problem;

    /// <summary>Attempts to write that failed.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>Rows that wait to be written.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>After each change of <see cref="Problem"/> and each batch; on the consumer, so briefly. What it throws is ignored.</summary>
    public event EventHandler? Changed;

    /// <summary>Rows stored.</summary>
    public long Written(HistoryTable table) => Volatile.Read(ref _written[(int)table]);

    /// <summary>Rows for which there was no room, or no time left at the end.</summary>
    public long Dropped(HistoryTable table) => Volatile.Read(ref _dropped[(int)table]);

    /// <summary>Rows that the database refused for what they are.</summary>
    public long Refused(HistoryTable table) => Volatile.Read(ref _refused[(int)table]);

    /// <summary>From any thread; never blocks, never throws. False where the row was dropped, which is counted.</summary>
    public bool TryWrite(HistoryRow row)
    {
        if (Interlocked.Increment(ref _waiting) <= _options.CapacityFor(row.Table) && _queue.Writer.TryWrite(row))
            return true;
        Interlocked.Decrement(ref _waiting);
        Interlocked.Increment(ref _dropped[(int)row.Table]);
        return false;
    }

    /// <summary>Takes no more rows and writes those that wait, for as long as the deadline allows; the rest is counted as dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (!await EndsWithinAsync(_options.DrainDeadline))
        {
            await _stop.CancelAsync();
            // A statement that waits for a lock notices only after its second; a disk that hangs is left behind.
            if (!await EndsWithinAsync(TimeSpan.FromSeconds(2)))
                return;
        }

        _stop.Dispose();
    }

    private async Task<bool> EndsWithinAsync(TimeSpan limit)
    {
        try
        {
            await _consumer.WaitAsync(limit, _time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task ConsumeAsync()
    {
        try
        {
            while (await FillBatchAsync())
            {
                if (_beforeBatch is not null)
                    await _beforeBatch(_stop.Token);
                await WriteBatchAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The deadline has passed.
        }
        finally
        {
            TakeWaiting(int.MaxValue);
            foreach (var row in _batch)
                Interlocked.Increment(ref _dropped[(int)row.Table]);
            _database.Dispose();
        }
    }

    /// <summary>The next rows, as many as come within the delay and fit one transaction. False when no more will come.</summary>
    private async Task<bool> FillBatchAsync()
    {
        if (!await _queue.Reader.WaitToReadAsync(_stop.Token))
            return false;
        using var due = new CancellationTokenSource(_options.BatchDelay, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, _stop.Token);
        try
        {
            while (TakeWaiting(_options.BatchRows) && await _queue.Reader.WaitToReadAsync(either.Token))
            {
            }
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            // Due: those that are here are written.
        }

        return true;
    }

    /// <summary>Takes what waits; true where the batch has room left.</summary>
    private bool TakeWaiting(int limit)
    {
        while (_batch.Count < limit && _queue.Reader.TryRead(out var row))
        {
            Interlocked.Decrement(ref _waiting);
            _batch.Add(row);
        }

        return _batch.Count < limit;
    }

    private async Task WriteBatchAsync()
    {
        IReadOnlyList<RefusedRow>? refused = null;
        await _retry.ExecuteAsync(
            _ =>
            {
                refused ??= _database.Write(_batch);
                _tradeAudit.Append(_batch.OfType<TradeRow>());
                return ValueTask.CompletedTask;
            },
            _stop.Token);
        foreach (var (row, _) in refused!)
        {
            Interlocked.Increment(ref _refused[(int)row.Table]);
            _batch.Remove(row);
        }

        foreach (var row in _batch)
            Interlocked.Increment(ref _written[(int)row.Table]);
        _batch.Clear();
        Say(refused is [var first, ..] ? $"The history refused a row of {first.Row.Table}: {first.Cause.Message}" : null);
    }

    private ResiliencePipeline BuildRetry()
        => new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not OperationCanceledException),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(5),
                OnRetry = attempt =>
                {
                    Interlocked.Increment(ref _errors);
                    Say($"The history cannot be written and is retried: {attempt.Outcome.Exception!.Message}");
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private void Say(string? problem)
    {
        _problem = problem;
        try
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception)
        {
            // A listener's fault must not cost rows.
        }
    }
}
