using Arbit.Money;

namespace Arbit.Workflows.Transfers;

/// <summary>What became of a transfer.</summary>
/// <param name="Outcome">A closed set.</param>
/// <param name="Network">The one that it took; null where it took none.</param>
/// <param name="Arrived">What the other end credited.</param>
/// <param name="Fee">The network's, in the asset.</param>
/// <param name="Why">A sentence.</param>
public sealed record TransferResult(TransferOutcome Outcome, string? Network, Amount Arrived, Amount Fee, string Why) : IOutcome
{
    string IOutcome.Text => Why;
}

/// <summary>How a transfer ended. A closed set.</summary>
public enum TransferOutcome
{
    Arrived,

    /// <summary>No network would do, a person said no, or the money was not free: nothing moved.</summary>
    NotSent,

    /// <summary>The venue gave it up after it had taken it: all is back where it was.</summary>
    Returned,
}
