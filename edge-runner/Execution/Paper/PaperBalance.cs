using Arbit.Money;

namespace Arbit.EdgeRunner.Execution.Paper;

/// <summary>Of one asset in an exchange's account.</summary>
public readonly record struct PaperBalance(Amount Total, Amount Locked)
{
    public Amount Free => Total - Locked;
}
