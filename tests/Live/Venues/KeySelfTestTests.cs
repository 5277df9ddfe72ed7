using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Accounts;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;

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

    [Theory]
    [MemberData(nameof(Venues))]
    public async Task The_slow_side_opens_with_a_withdrawing_and_an_earning_key_and_no_other(string venue)
    {
        await using var bench = await VenueBench.StartAsync(venue, KeyRights.Trade | KeyRights.Withdraw);
        var symbols = new Dictionary<Venue, IReadOnlyList<(Symbol, string)>> { [bench.Venue] = [.. bench.Symbols.Take(1)] };
        using (var accounts = await SdkAccounts.OpenAsync(symbols, Test(bench, nameof(KeyRole.Withdraw), nameof(KeyRole.Earn)), bench.Store, 100, TimeProvider.System, default))
            Assert.NotEmpty(await Assert.Single(accounts.Accounts).BalancesAsync(default));
        var refused = await Assert.ThrowsAsync<KeysRefusedException>(() => SdkAccounts.OpenAsync(symbols, Test(bench, "odd", "odd"), bench.Store, 100, TimeProvider.System, default));
        Assert.Contains(refused.Problems, problem => problem.Contains($"The withdrawing key of {venue} may trade.", StringComparison.Ordinal));
        Assert.Contains(refused.Problems, problem => problem.Contains("stands for withdrawing and earning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_venue_does_not_tell_is_said()
    {
        await using var bench = await VenueBench.StartAsync(VenueNames.Binance);
        var verdict = KeyRules.Check(bench.Venue, KeyRole.Earn, await bench.Open(KeyRole.Earn).AbilitiesAsync(default));
        Assert.Contains(verdict.Doubts, doubt => doubt.Contains("does not tell whether the earning key may stake", StringComparison.Ordinal));
    }

    private static KeySelfTest Test(VenueBench bench, string withdrawing, string earning) => new(new Given(bench, withdrawing, earning), _ => { }, TimeProvider.System, _ => bench.Front.Rest);

    private sealed class Given(VenueBench bench, string withdrawing, string earning) : IVenueKeys
    {
        public VenueKey? Find(Venue venue, KeyRole role) => role switch
        {
            KeyRole.Withdraw => bench.Access(withdrawing).Key,
            KeyRole.Earn => bench.Access(earning).Key,
            _ => null,
        };
    }
}
