namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What was drawn for a withdrawal when it was taken. Unix nanoseconds.</summary>
/// <param name="SendsAt">It goes out, or is returned.</param>
/// <param name="SeenAt">The other side sees it, unconfirmed.</param>
/// <param name="ConfirmsAt">The network has it.</param>
/// <param name="CreditsAt">The other side credits it; after the confirmation where it is late.</param>
/// <param name="Returns">It never goes out.</param>
public sealed record WithdrawalCourse(long SendsAt, long SeenAt, long ConfirmsAt, long CreditsAt, bool Returns);
