namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What a caller learns of a request to stake or to give back.</summary>
/// <param name="Refusal">None where it was done.</param>
/// <param name="Stake">As it stands; for a duplicate the earlier one.</param>
/// <param name="IsLost">No answer came, and the rest says nothing.</param>
public sealed record StakeAnswer(StakeRefusal Refusal, Stake? Stake, bool IsLost = false)
{
    public static StakeAnswer Lost { get; } = new(StakeRefusal.None, null, IsLost: true);
}
