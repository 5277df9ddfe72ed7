namespace Arbit.EdgeRunner.Page.State;

/// <summary>The two builds of the program.</summary>
public enum BuildKind
{
    /// <summary>No code that could send a real order is compiled in.</summary>
    Paper,

    /// <summary>Venue adapters are compiled in.</summary>
    Live,
}
