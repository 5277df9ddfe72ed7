namespace Arbit.EdgeRunner.Simulation.Wire;

/// <summary>An HTTP answer of a venue: status and JSON body.</summary>
public sealed record RestReply(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>None came: the connection ends without a word, whatever was done.</summary>
    public static RestReply Lost { get; } = new(0, default);
}
