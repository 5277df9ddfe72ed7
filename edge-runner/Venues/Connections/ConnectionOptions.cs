namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>How patient a connection is, and how much of a book it asks for.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Before the first attempt to reconnect; doubles from there (systems.md C2).</summary>
    public TimeSpan FirstReconnect { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan LongestReconnect { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Failures in a row after which the connection is given up and closed; null never to give up.</summary>
    public int? MostRetries { get; init; }

    /// <summary>Before an instrument's second resync in a row; doubles from there, and begins anew after a quiet <see cref="LongestResync"/>.</summary>
    public TimeSpan FirstResync { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestResync { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For one REST answer.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a REST request is tried again that may be.</summary>
    public int MostRestRetries { get; init; } = 4;

    /// <summary>After this long, subscriptions that neither the venue nor its data confirmed are named as a problem.</summary>
    public TimeSpan SubscribeWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Pings in a row after which nothing at all has arrived: the connection is dead, whatever the socket says.</summary>
    public int MostUnansweredPings { get; init; } = 2;

    /// <summary>Larger frames end the connection. The largest known is a Coinbase snapshot of 1.2 MB.</summary>
    public int LongestFrame { get; init; } = 16 * 1024 * 1024;

    /// <summary>Larger REST bodies are refused; Binance's instrument list has some 20 MB.</summary>
    public int LongestBody { get; init; } = 64 * 1024 * 1024;

    /// <summary>Levels a side, where the venue lets one choose (Kraken: 10, 25, 100, 500 or 1000).</summary>
    public int BookDepth { get; init; } = 25;

    /// <summary>Snapshots of one venue that are fetched at the same time.</summary>
    public int SnapshotsAtOnce { get; init; } = 4;

    /// <summary>How old a connection may become; null for what the venue says.</summary>
    public TimeSpan? LongestConnection { get; init; }

    /// <summary>
    /// So long before the venue ends a connection for its age a second one is made beside it; up to half as much sooner, so that not
    /// all do it at once (lesson L19). Where the second is not in sync by then, it is tried again.
    /// </summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For the second connection to be in sync.</summary>
    public TimeSpan HandOverWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Of the jitter that keeps venues from being reconnected to in step.</summary>
    public int Seed { get; init; } = 1;
}
