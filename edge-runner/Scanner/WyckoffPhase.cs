namespace Arbit.EdgeRunner.Scanner;

/// <summary>Where in Wyckoff's cycle a market seems to stand, by <see cref="PhaseRule"/>.</summary>
public enum WyckoffPhase : byte
{
    /// <summary>None that the rule knows, or too little was seen to tell.</summary>
    None,

    /// <summary>Low in its range, and bought nevertheless.</summary>
    Accumulation,

    /// <summary>Risen, and not sold into.</summary>
    Markup,

    /// <summary>High in its range, and sold nevertheless.</summary>
    Distribution,

    /// <summary>Fallen, and not bought into.</summary>
    Markdown,
}
