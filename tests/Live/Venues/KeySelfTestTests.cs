using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;

namespace Arbit.Tests.Live.Venues;

/// <summary>What the venues say of keys, and what becomes of those that may do too much (lesson L24).</summary>
public sealed class KeySelfTestTests
{
    public static TheoryData<string> Venues => [.. VenueNames.All];

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task Each_role_with_its_own_key_is_let_in(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue);
        foreach (var role in Enum.GetValues<KeyRole>())
        {
            var verdict = KeyRules.Check(bench.Venue, role, await bench.Open(role).AbilitiesAsync(default));
            Assert.Empty(verdict.Problems);
        }
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_trading_key_that_can_withdraw_is_refused(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue, KeyRights.Trade | KeyRights.Withdraw);
        var verdict = KeyRules.Check(bench.Venue, KeyRole.Trade, await bench.Open("odd").AbilitiesAsync(default));
        Assert.Contains($"The trading key of {venue} may withdraw. Take that right from it", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task A_withdrawing_key_that_can_trade_is_refused(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue, KeyRights.Trade | KeyRights.Withdraw);
        var verdict = KeyRules.Check(bench.Venue, KeyRole.Withdraw, await bench.Open("odd").AbilitiesAsync(default));
        Assert.Contains($"The withdrawing key of {venue} may trade.", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task An_earning_key_that_can_do_either_is_refused_for_both(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue, KeyRights.Trade | KeyRights.Withdraw | KeyRights.Earn);
        var verdict = KeyRules.Check(bench.Venue, KeyRole.Earn, await bench.Open("odd").AbilitiesAsync(default));
        Assert.Equal(2, verdict.Problems.Count);
    }

    [Fact]
    public async Task What_a_venue_does_not_tell_is_said()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var verdict = KeyRules.Check(bench.Venue, KeyRole.Earn, await bench.Open(KeyRole.Earn).AbilitiesAsync(default));
        Assert.Contains(verdict.Doubts, doubt => doubt.Contains("does not tell whether the earning key may stake", StringComparison.Ordinal));
    }
}
