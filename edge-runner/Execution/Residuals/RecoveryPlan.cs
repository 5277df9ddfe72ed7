namespace Arbit.EdgeRunner.Execution.Residuals;

/// <summary>What is done about one exposure now, and by which order.</summary>
public sealed record RecoveryPlan(RecoveryStep Step, RecoveryRoute? Route, int RoutesCompared)
{
    public static RecoveryPlan Wait { get; } = new(RecoveryStep.Wait, null, 0);

    public static RecoveryPlan TooSmall { get; } = new(RecoveryStep.TooSmall, null, 0);
}
