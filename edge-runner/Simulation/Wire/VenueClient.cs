namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>One client's connection as a venue sees it: what it asked for, and how frames reach it. No socket needed.</summary>
public abstract class VenueClient(Action<VenueClient, WireFrame> deliver)
{
    /// <summary>Topics whose frames this client gets.</summary>
    public HashSet<string> Topics { get; } = new(StringComparer.Ordinal);

    /// <summary>Topics that have gone silent though they are subscribed to, until they are asked for again.</summary>
    public HashSet<string> Silenced { get; } = new(StringComparer.Ordinal);

    /// <summary>What is silent stays so even then: only a new connection helps.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Raised by the venue when it would close the connection; the transport does it after what was sent.</summary>
    public bool CloseRequested { get; protected set; }

    /// <summary>The connection is open: venues that greet do it here.</summary>
    public abstract void Opened();

    /// <summary>A text message from the client. Nothing in it may throw.</summary>
    public abstract void Received(ReadOnlyMemory<byte> text);

    /// <summary>A text message from the client; what it gives up by it is silent no more.</summary>
    public void Hear(ReadOnlyMemory<byte> text)
    {
        Received(text);
        if (!IsDeaf) Silenced.IntersectWith(Topics);
    }

    public void Deliver(WireFrame frame) => deliver(this, frame);
}
