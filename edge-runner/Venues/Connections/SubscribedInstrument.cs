namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>One instrument during one session: whether its subscriptions stand, and whether its book is to be built anew.</summary>
internal sealed class SubscribedInstrument(string venueSymbol) : IDisposable
{
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private int _resyncPending;
    private int _live;
    private volatile bool _bookBegan;

    public string VenueSymbol { get; } = venueSymbol;

    /// <summary>What the venue would not give of it; null where nothing. Session's loop only.</summary>
    public VenueRequestKind? Refused { get; set; }

    /// <summary>The venue has heard the book's first subscription.</summary>
    public bool HasBookBegun => _bookBegan;

    /// <summary>Subscriptions that the venue has not confirmed. Session's loop only.</summary>
    public int Unconfirmed { get; set; }

    /// <summary>By the venue or by its data, and nothing of it was refused (lesson L20).</summary>
    public bool IsConfirmed => Refused is null && (Unconfirmed == 0 || Volatile.Read(ref _live) != 0);

    /// <summary>True the first time. Any thread.</summary>
    public bool MarkLive() => Volatile.Read(ref _live) == 0 && Interlocked.Exchange(ref _live, 1) == 0;

    public void BeginBook() => _bookBegan = true;

    /// <summary>
    /// Any thread; asked again before <see cref="EndResync"/> it is still one. Nothing before the book's first subscription
    /// was heard: that brings a book from its start anyway, and a second one beside it would be refused.
    /// </summary>
    public void RequestResync()
    {
        if (_bookBegan && Interlocked.Exchange(ref _resyncPending, 1) == 0)
            _wanted.Release();
    }

    public Task WhenResyncWantedAsync(CancellationToken cancellation) => _wanted.WaitAsync(cancellation);

    /// <summary>From here on a request is a new one.</summary>
    public void EndResync() => Volatile.Write(ref _resyncPending, 0);

    public void Dispose() => _wanted.Dispose();
}
