namespace Arbit.EdgeRunner.Detection;

/// <summary>Q-Bot's two strategies.</summary>
public enum PathKind : byte
{
    /// <summary>Buy on one venue, sell on another.</summary>
    Cross,

    /// <summary>Three pairs inside one venue, or more where longer cycles are wanted.</summary>
    Triangular,

    /// <summary>No path at all: what earlier cycles left below the minimum, gathered until it can be traded (lesson L04).</summary>
    Residual,

    /// <summary>No path either: what the slow side has bought or sold. It counts in no total, no risk and no fuel.</summary>
    Commanded,
}
