namespace Arbit.EdgeRunner.Execution;

/// <summary>What is known of an order. A closed set, unknown among it (lesson L07).</summary>
public enum OrderState : byte
{
    /// <summary>Journalled and on its way; the venue has not spoken of it.</summary>
    Sent,

    /// <summary>The venue has it.</summary>
    Open,

    /// <summary>No answer came in time: it may have been filled or never arrived, and is looked up, never sent again.</summary>
    Unknown,

    /// <summary>Filled whole.</summary>
    Filled,

    /// <summary>Ended by the venue with what was filled until then, possibly nothing.</summary>
    Expired,

    /// <summary>Definitely refused; nothing was filled.</summary>
    Rejected,

    /// <summary>The venue proved that it never had it: neither open, nor closed, nor among the fills.</summary>
    NotFound,
}
