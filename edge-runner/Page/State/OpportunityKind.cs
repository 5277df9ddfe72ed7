namespace Arbit.EdgeRunner.Page.State;

/// <summary>The strategies of Q-Bot.</summary>
public enum OpportunityKind
{
    /// <summary>Two venues, one asset.</summary>
    Cross,

    /// <summary>Three pairs inside one venue.</summary>
    Triangular,

    /// <summary>What earlier cycles left below the minimum, closed together.</summary>
    Residual,

    /// <summary>No strategy of Q-Bot: what the slow side has bought or sold.</summary>
    Commanded,
}
