namespace Arbit.EdgeRunner.Execution.Reconciliation;

/// <summary>How an account here stands to the venue's.</summary>
public enum ReconciliationState : byte
{
    /// <summary>Not compared yet in this run.</summary>
    Waiting,

    /// <summary>The last comparison found no difference.</summary>
    Agrees,

    /// <summary>The last comparison differed, the one before did not: asked again before it is believed.</summary>
    Suspected,

    /// <summary>Two comparisons in a row differed, or the venue has orders that are not known here.</summary>
    Differs,
}
