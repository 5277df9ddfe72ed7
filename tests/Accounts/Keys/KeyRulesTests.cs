using Arbit.Accounts.Keys;
using Arbit.Markets;

namespace Arbit.Tests.Accounts.Keys;

public sealed class KeyRulesTests
{
    private static readonly Venue Alpha = new("alpha");

    [Theory]
    [InlineData(KeyRole.Trade)]
    [InlineData(KeyRole.Withdraw)]
    [InlineData(KeyRole.Earn)]
    public void A_key_that_may_do_what_its_role_does_and_no_more_is_let_in(KeyRole role)
    {
        var verdict = KeyRules.Check(Alpha, role, new KeyAbilities(role == KeyRole.Trade, role == KeyRole.Withdraw, role == KeyRole.Earn, []));
        Assert.Equal((false, 0, 0), (verdict.IsRefused, verdict.Problems.Count, verdict.Doubts.Count));
    }

    [Theory]
    [InlineData(KeyRole.Trade, 2)]
    [InlineData(KeyRole.Withdraw, 2)]
    [InlineData(KeyRole.Earn, 2)]
    public void Every_right_of_another_role_is_a_reason_to_refuse_and_says_what_to_do(KeyRole role, int problems)
    {
        var verdict = KeyRules.Check(Alpha, role, new KeyAbilities(true, true, true, []));
        Assert.True(verdict.IsRefused);
        Assert.Equal(problems, verdict.Problems.Count);
        Assert.All(verdict.Problems, problem => Assert.Contains("Take that right from it at alpha, or make a new key without it, and start again.", problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_key_without_the_right_of_its_role_is_refused_too()
        => Assert.Equal(
            "The withdrawing key of alpha may not withdraw. Give it that right at alpha, and no other beside reading, and start again.",
            Assert.Single(KeyRules.Check(Alpha, KeyRole.Withdraw, new KeyAbilities(false, false, false, [])).Problems));

    [Fact]
    public void What_is_not_told_is_a_doubt_and_no_refusal()
    {
        var verdict = KeyRules.Check(Alpha, KeyRole.Trade, KeyAbilities.Unknown);
        Assert.Equal((false, 3), (verdict.IsRefused, verdict.Doubts.Count));
    }

    [Fact]
    public void One_key_for_two_roles_is_named()
    {
        var keys = new Dictionary<KeyRole, VenueKey>
        {
            [KeyRole.Trade] = new("k", "s"),
            [KeyRole.Withdraw] = new("k", "s"),
            [KeyRole.Earn] = new("e", "s"),
        };
        Assert.Equal("One key of alpha stands for trading and withdrawing. Make a key for each role, and start again.", Assert.Single(KeyRules.Shared(Alpha, keys)));
    }

    [Fact]
    public void A_keys_text_tells_nothing_of_it()
    {
        var text = $"{new VenueKey("public-part", "secret-part", "phrase")}";
        Assert.DoesNotContain("part", text, StringComparison.Ordinal);
        Assert.DoesNotContain("phrase", text, StringComparison.Ordinal);
    }
}
