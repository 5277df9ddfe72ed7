namespace Arbit.Tests.Execution.StateSpace;

/// <summary>Everything that can become of an order at a venue, and of the news of it. A closed set: the state space is made of it.</summary>
public enum LegOutcome
{
    /// <summary>Accepted, then filled whole.</summary>
    Filled,

    Rejected,

    /// <summary>Ended with two fifths filled.</summary>
    PartlyFilled,

    /// <summary>Ended with nothing filled.</summary>
    Unfilled,

    /// <summary>Filled at once; the answer, and every answer to a look-up, comes only after the deadline.</summary>
    AnsweredLate,

    /// <summary>It rests where it should not; while it is cancelled it is filled, and that is told after the end.</summary>
    FilledAfterCancel,

    /// <summary>It rests; the cancel ends it with a part filled.</summary>
    CancelledInPart,

    /// <summary>Everything is said twice, the acknowledgement after the end.</summary>
    AcknowledgedTwice,

    /// <summary>No answer; a look-up finds it filled.</summary>
    UnknownThenFound,

    /// <summary>No answer; a look-up finds a part filled.</summary>
    UnknownThenFoundInPart,

    /// <summary>It never arrived; look-ups say so.</summary>
    UnknownThenNotFound,

    /// <summary>The first look-up says that there is no such order, because it was still under way; the next finds it filled.</summary>
    NotFoundThenFound,

    /// <summary>Ended with nothing, says the venue; seconds later it reports it as filled.</summary>
    FilledAfterItsEnd,
}
