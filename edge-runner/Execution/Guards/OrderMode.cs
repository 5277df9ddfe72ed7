namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>Where orders go. A closed set; nothing is posted to a venue but in the last.</summary>
public enum OrderMode
{
    /// <summary>The default, in a live build as well: orders are matched against the local books, and no account is known.</summary>
    Paper,

    /// <summary>
    /// Everything as in <see cref="Real"/>, against simulated venues on this machine: their keys, their money, their private interfaces.
    /// </summary>
    Rehearsal,

    /// <summary>The accounts are real and read; every order is judged like a real one, and refused before it is posted.</summary>
    DryRun,

    /// <summary>Within the limits that a person has confirmed.</summary>
    Real,
}
