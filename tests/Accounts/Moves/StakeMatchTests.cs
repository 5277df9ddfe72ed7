using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Money;

namespace Arbit.Tests.Accounts.Moves;

/// <summary>Stakes of ours in what a venue has staked: by position, or out of one sum for a product.</summary>
public sealed class StakeMatchTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 9, 12, 0, 0, TimeSpan.Zero);
    private static readonly Asset Sol = new("SOL");

    [Fact]
    public void In_a_sum_ours_is_there_where_it_is_larger_by_it_than_the_others()
    {
        var other = Asked("s-1", "5", StakeCourse.Staked);
        var ours = Asked("s-2", "3", StakeCourse.Asked);
        Assert.Null(StakeMatch.Find(ours, [other, ours], [Sum("5.2", "0.2")]).View);
        var (known, view) = StakeMatch.Find(ours, [other, ours], [Sum("8.2", "0.2")]);
        Assert.Equal((StakeCourse.Staked, StakeState.Staked, Amount.Zero), (known.Course, view!.State, view.Yield));
    }

    [Fact]
    public void The_yield_of_a_sum_is_counted_once_with_the_oldest()
    {
        var first = Asked("s-1", "5", StakeCourse.Staked);
        var second = Asked("s-2", "3", StakeCourse.Staked) with { At = At.AddDays(1) };
        AskedStake[] all = [first, second];
        Assert.Equal(Amount.Parse("0.2"), StakeMatch.Find(first, all, [Sum("8.2", "0.2")]).View!.Yield);
        Assert.Equal(Amount.Zero, StakeMatch.Find(second, all, [Sum("8.2", "0.2")]).View!.Yield);
    }

    [Fact]
    public void What_was_asked_back_is_on_its_way_while_the_venue_says_so_and_then_free()
    {
        var ours = Asked("s-1", "5", StakeCourse.ReleaseAsked);
        var at = At.AddDays(3);
        var releasing = new StakedPosition("p", Sol, null, Amount.Parse("5"), Amount.Zero, Amount.Parse("5"), at, null);
        var (_, view) = StakeMatch.Find(ours, [ours], [releasing]);
        Assert.Equal((StakeState.Releasing, (DateTimeOffset?)at), (view!.State, view.ReleasesAt));
        var (known, gone) = StakeMatch.Find(ours, [ours], []);
        Assert.Equal((StakeCourse.Released, StakeState.Released), (known.Course, gone!.State));
    }

    [Fact]
    public void A_release_that_left_the_stake_whole_leaves_it_staked()
    {
        var ours = Asked("s-1", "5", StakeCourse.ReleaseAsked);
        Assert.Equal(StakeState.Staked, StakeMatch.Find(ours, [ours], [Sum("5", "0")]).View!.State);
    }

    [Fact]
    public void A_position_that_nobody_claims_and_is_as_large_is_ours_from_then_on()
    {
        var other = Asked("s-1", "5", StakeCourse.Staked) with { VenueId = "1" };
        var ours = Asked("s-2", "5", StakeCourse.Asked);
        var (known, view) = StakeMatch.Find(ours, [other, ours], [Position("1", "5"), Position("2", "5"), Position("3", "6")]);
        Assert.Equal(("2", StakeCourse.Staked, StakeState.Staked), (known.VenueId, known.Course, view!.State));
        Assert.Throws<FundingUnansweredException>(() => StakeMatch.Find(ours, [ours], [Position("1", "5"), Position("2", "5")]));
    }

    [Fact]
    public void A_position_that_is_gone_was_given_back()
    {
        var ours = Asked("s-1", "5", StakeCourse.Staked) with { VenueId = "1" };
        Assert.Equal(StakeState.Released, StakeMatch.Find(ours, [ours], [Position("2", "5")]).View!.State);
    }

    [Fact]
    public void One_that_was_refused_does_not_exist_however_much_is_staked()
        => Assert.Null(StakeMatch.Find(Asked("s-1", "5", StakeCourse.Refused), [], [Sum("5", "0")]).View);

    private static AskedStake Asked(string id, string amount, StakeCourse course) => new(id, "p", Sol, Amount.Parse(amount), At, null, course, null);

    private static StakedPosition Sum(string total, string yield) => new("p", Sol, null, Amount.Parse(total), Amount.Parse(yield), Amount.Zero, null, null);

    private static StakedPosition Position(string id, string amount) => new("p", Sol, id, Amount.Parse(amount), Amount.Zero, Amount.Zero, null, At.AddSeconds(2));
}
