using Arbit.Money;

namespace Arbit.Accounts.Moves;

/// <summary>
/// Finds stakes of ours in what a venue has staked. A venue that keeps positions apart tells them by its own id, once it is known; one
/// that keeps a sum for each product has ours where the sum is larger by it than what is known of the others.
/// </summary>
public static class StakeMatch
{
    /// <param name="asked">Ours.</param>
    /// <param name="all">All that were asked for at the account, ours among them.</param>
    /// <param name="positions">What the venue has.</param>
    /// <returns>Ours as it is known now, and what of it is to be shown; null where the venue has none of it.</returns>
    /// <exception cref="FundingUnansweredException">Several could be it: a person has to look.</exception>
    public static (AskedStake Known, StakeView? View) Find(AskedStake asked, IReadOnlyList<AskedStake> all, IReadOnlyList<StakedPosition> positions)
    {
        if (asked.Course == StakeCourse.Refused)
            return (asked, null);
        if (asked.Course == StakeCourse.Released)
            return (asked, ViewOf(asked, Amount.Zero, StakeState.Released, null));
        return positions.Any(position => position.Product == asked.Product && position.VenueId is not null) || asked.VenueId is { Length: > 0 }
            ? ByPosition(asked, all, positions)
            : BySum(asked, all, positions.FirstOrDefault(position => position.Product == asked.Product));
    }

    private static (AskedStake Known, StakeView? View) ByPosition(AskedStake asked, IReadOnlyList<AskedStake> all, IReadOnlyList<StakedPosition> positions)
    {
        if (asked.VenueId is not { Length: > 0 })
        {
            var claimed = all.Where(other => other.Id != asked.Id).Select(other => other.VenueId).ToHashSet(StringComparer.Ordinal);
            var alike = positions
                .Where(each => each.Product == asked.Product && each.Total - each.Yield == asked.Amount && each.At >= asked.At - WithdrawalMatch.Skew && !claimed.Contains(each.VenueId))
                .ToList();
            if (alike.Count > 1)
                throw new FundingUnansweredException($"{alike.Count} stakes could be {asked.Id}: a person has to look which one is.");
            if (alike.Count == 0)
                return (asked, null);
            asked = asked with { VenueId = alike[0].VenueId };
        }

        if (positions.FirstOrDefault(each => each.VenueId == asked.VenueId) is not { } position)
        {
            // It was there once: gone means given back, at the end of its time or before.
            var released = asked with { Course = StakeCourse.Released };
            return asked.Course == StakeCourse.Asked ? (asked, null) : (released, ViewOf(released, Amount.Zero, StakeState.Released, null));
        }

        return position.Releasing.Sign > 0
            ? (asked with { Course = StakeCourse.ReleaseAsked }, ViewOf(asked, position.Yield, StakeState.Releasing, position.ReleasesAt))
            : (Staked(asked), ViewOf(asked, position.Yield, StakeState.Staked, position.ReleasesAt));
    }

    private static (AskedStake Known, StakeView? View) BySum(AskedStake asked, IReadOnlyList<AskedStake> all, StakedPosition? sum)
    {
        var principal = sum is null ? Amount.Zero : sum.Total - sum.Yield - sum.Releasing;
        var staked = all.Where(other => other.Id != asked.Id && other.Product == asked.Product && other.Course == StakeCourse.Staked).ToList();
        var others = staked.Aggregate(Amount.Zero, (total, other) => total + other.Amount);
        var isIn = principal - others >= asked.Amount;

        // The yield is one sum too: it is shown with the oldest, so that it is counted once.
        var isOldest = staked.All(other => (other.At, other.Id).CompareTo((asked.At, asked.Id)) > 0);
        var yield = isOldest && sum is not null ? sum.Yield : Amount.Zero;
        if (isIn)
            return (Staked(asked), ViewOf(asked, yield, StakeState.Staked, null));
        if (asked.Course == StakeCourse.Asked)
            return (asked, null);
        if (asked.Course == StakeCourse.ReleaseAsked && sum is not null && sum.Releasing >= asked.Amount)
            return (asked, ViewOf(asked, yield, StakeState.Releasing, sum.ReleasesAt));
        var gone = asked with { Course = StakeCourse.Released };
        return (gone, ViewOf(gone, Amount.Zero, StakeState.Released, null));
    }

    /// <summary>Asked back and still whole there: the venue has not taken it, or not yet.</summary>
    private static AskedStake Staked(AskedStake asked) => asked.Course == StakeCourse.ReleaseAsked ? asked : asked with { Course = StakeCourse.Staked };

    private static StakeView ViewOf(AskedStake asked, Amount yield, StakeState state, DateTimeOffset? at) => new(asked.Id, asked.Product, asked.Asset, asked.Amount, yield, state, at);
}
