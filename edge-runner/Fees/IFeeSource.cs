using Arbit.Markets;

namespace Arbit.EdgeRunner.Fees;

/// <summary>
/// Where the Fees Manager learns what an account pays (strategy.md, Fees Manager): asked at start and at every refresh, for venues
/// change it. What is not known is null; nothing is assumed.
/// </summary>
public interface IFeeSource
{
    /// <summary>On one pair, without any discount or allowance.</summary>
    FeeSchedule? Of(Instrument instrument);

    /// <summary>For paying in the venue's own asset.</summary>
    FeeDiscount? DiscountOf(Venue venue);

    /// <summary>What may be traded without a fee.</summary>
    /// <param name="venue">On which account.</param>
    /// <param name="now">Unix nanoseconds: says which month is meant.</param>
    FeeAllowance? AllowanceOf(Venue venue, long now);
}
