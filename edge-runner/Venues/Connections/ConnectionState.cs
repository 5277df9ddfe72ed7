namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Of one connection. Connected and subscribed are different states, and only the second is any use (lesson L20).</summary>
public enum ConnectionState : byte
{
    Disconnected,
    Connecting,

    /// <summary>The socket is open; subscriptions are asked for and not yet all confirmed.</summary>
    Connected,

    /// <summary>Every subscription was confirmed by the venue or by its data.</summary>
    Subscribed,

    /// <summary>Lost; waiting to try again.</summary>
    Reconnecting,

    /// <summary>Ended on purpose, or given up after the most retries.</summary>
    Closed,
}
