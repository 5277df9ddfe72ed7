namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>Whether orders leave at all. A closed set.</summary>
public enum OrderMode
{
    /// <summary>The default, in a live build as well: nothing is posted.</summary>
    DryRun,

    /// <summary>Within the limits that a person has confirmed.</summary>
    Real,
}
