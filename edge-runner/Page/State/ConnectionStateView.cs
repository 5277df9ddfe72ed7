namespace Arbit.EdgeRunner.Page.State;

/// <summary>The life of a connection. Connected and subscribed are different states (lesson L20).</summary>
public enum ConnectionStateView
{
    /// <summary>Not connected, and not trying.</summary>
    Disconnected,

    /// <summary>Opening the socket.</summary>
    Connecting,

    /// <summary>The socket is open; the subscriptions are not all acknowledged.</summary>
    Connected,

    /// <summary>Every wanted subscription is acknowledged.</summary>
    Subscribed,

    /// <summary>Lost; trying again, with a growing wait.</summary>
    Reconnecting,

    /// <summary>Ended on purpose.</summary>
    Closed,
}
