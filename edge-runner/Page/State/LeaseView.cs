namespace Arbit.EdgeRunner.Page.State;

/// <summary>The trading lease: of several Arbits on one lease only its holder trades.</summary>
public sealed record LeaseView
{
    public required LeaseStateView State { get; init; }

    /// <summary>Who holds it, as was last heard; null where that is not known.</summary>
    public required string? Holder { get; init; }

    /// <summary>The holder's number: higher with every new one.</summary>
    public required long Epoch { get; init; }

    /// <summary>Since when it stands like this.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>While settling or watching: when that can end at the earliest, if nothing is renewed meanwhile.</summary>
    public required DateTimeOffset? Until { get; init; }

    /// <summary>Why the lease could not be asked for; null where all is well.</summary>
    public required string? Problem { get; init; }
}
