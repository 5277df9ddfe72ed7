using Arbit.Money;

namespace Arbit.Markets;

/// <summary>What an account pays for a fill on one instrument, and in which asset.</summary>
public sealed record FeeSchedule(Bps Taker, Bps Maker, FeeAsset PaidIn)
{
    /// <summary>What the fee is paid in where that is neither side of the trade.</summary>
    public Asset? OtherAsset { get; init; }

    /// <summary>What is paid where the fee cannot be paid in <see cref="OtherAsset"/>: the rate without the discount.</summary>
    public FeeSchedule? Ordinary { get; init; }

    /// <summary>False where the account's fee could not be learnt: then this is a guess, good enough for paper only.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Paper without a known fee uses 0.1 % (strategy.md, Fees Manager).</summary>
    public static FeeSchedule PaperDefault { get; } = new(Bps.From(10m), Bps.From(10m), FeeAsset.Received);
}
