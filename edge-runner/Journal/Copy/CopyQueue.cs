namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// What waits to leave, between the engine's thread and the one that writes. The book holds all that was journalled before it, so it takes the
/// place of whatever waits; and beyond the limit nothing waits, until the book does.
/// </summary>
internal sealed class CopyQueue(CopyLimits limits)
{
    /// <summary>What a waiting record takes beside its bytes.</summary>
    private const int Overhead = 64;

    private readonly Lock _gate = new();
    private readonly Queue<CopyEntry> _waiting = new();
    private TaskCompletionSource<bool>? _arrival;
    private long _epoch;
    private long _appended;
    private long _waitingBytes;
    private long _firstBytes;
    private long _bytes;
    private int _records;
    private bool _isOver;

    /// <summary>How much was ever handed over. Any thread.</summary>
    public long Appended => Volatile.Read(ref _appended);

    /// <summary>More came than could wait: only the book holds it. Any thread.</summary>
    public bool IsLost { get; private set => Volatile.Write(ref field, value); }

    /// <summary>The copy has become long, or the book alone holds what it lacks. Any thread.</summary>
    public bool IsBookDue
    {
        get
        {
            lock (_gate)
                return IsLost || _records >= limits.Records || _bytes >= Math.Max(limits.Bytes, _firstBytes);
        }
    }

    /// <summary>Nothing more comes. Any thread.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate)
                return _isOver;
        }
    }

    /// <summary>A copy from the book as it stands, under a lease.</summary>
    public void Begin(long epoch, byte[] book)
    {
        lock (_gate)
        {
            _epoch = epoch;
            Volatile.Write(ref _appended, _appended + 1);
            _waiting.Clear();
            (IsLost, _records, _bytes, _waitingBytes, _firstBytes) = (false, 0, 0, 0, book.Length);
            Enqueue(book, isFirst: true);
        }
    }

    /// <summary>Nothing where no lease was held yet.</summary>
    public void Append(byte[] record)
    {
        lock (_gate)
        {
            if (_epoch == 0)
                return;
            Volatile.Write(ref _appended, _appended + 1);
            _records++;
            _bytes += record.Length;
            if (IsLost)
                return;
            _waitingBytes += record.Length + Overhead;
            if (_waitingBytes > limits.Waiting)
            {
                _waiting.Clear();
                IsLost = true;
                return;
            }

            Enqueue(record, isFirst: false);
        }
    }

    /// <summary>The next ones: a book alone, or as many records as are no more than that many bytes together, and at least one.</summary>
    /// <returns>False where nothing waits.</returns>
    public bool TryTake(List<CopyEntry> taken, int most)
    {
        taken.Clear();
        lock (_gate)
        {
            for (var size = 0; _waiting.TryPeek(out var next);)
            {
                size += next.Content.Length;
                if (taken.Count > 0 && (size > most || next.IsFirst || taken[0].IsFirst))
                    break;
                taken.Add(_waiting.Dequeue());
                if (!next.IsFirst)
                    _waitingBytes -= next.Content.Length + Overhead;
            }
        }

        return taken.Count > 0;
    }

    /// <summary>Until something waits; false once nothing will any more. For one caller.</summary>
    public Task<bool> ArrivalAsync()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0 || _isOver)
                return Task.FromResult(_waiting.Count > 0);
            _arrival ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task;
        }
    }

    /// <summary>Nothing more comes from now on.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isOver = true;
            Arrive(any: false);
        }
    }

    private void Enqueue(byte[] content, bool isFirst)
    {
        _waiting.Enqueue(new CopyEntry(_epoch, content, isFirst, _appended));
        Arrive(any: true);
    }

    private void Arrive(bool any)
    {
        _arrival?.TrySetResult(any);
        _arrival = null;
    }
}
