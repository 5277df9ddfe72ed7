namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What a caller learns of a request to withdraw.</summary>
/// <param name="Refusal">None where it was taken.</param>
/// <param name="Withdrawal">As it stands: the one taken, or for a duplicate the earlier one.</param>
/// <param name="IsLost">No answer came, and the rest says nothing: it may have been taken or not, and has to be looked up (lesson L27).</param>
public sealed record WithdrawalAnswer(WithdrawalRefusal Refusal, Withdrawal? Withdrawal, bool IsLost = false)
{
    public static WithdrawalAnswer Lost { get; } = new(WithdrawalRefusal.None, null, IsLost: true);
}
