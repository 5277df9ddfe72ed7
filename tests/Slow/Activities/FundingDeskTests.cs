using Arbit.Accounts;
using Arbit.Money;
using Arbit.Slow.Activities;
using Arbit.Strategy.Transfers;
using Arbit.Tests.State;
using Arbit.Workflows.Transfers;

namespace Arbit.Tests.Slow.Activities;

public sealed class FundingDeskTests
{
    private static readonly Asset Usdt = new("USDT");
    private static readonly WithdrawalOrder Order = new("transfer-1", Usdt, "solana", Amount.Parse("600"), Amount.Parse("0.05"), "there", null);

    private readonly ScriptedAccount _account = new("kraken");
    private readonly ScriptedStateStore _store = new();
    private readonly FundingDesk _desk;

    public FundingDeskTests()
        => _desk = new FundingDesk([_account], _store, new AddressBook([new DestinationAddress("binance", new AllowedAddress(Usdt, "solana", "there", null, null))]));

    private Task<WithdrawalView> WithdrawAsync(WithdrawalOrder? order = null)
        => _desk.WithdrawAsync(new WithdrawalAt(_account.Venue, order ?? Order), CancellationToken.None);

    [Fact]
    public async Task What_was_sent_is_looked_up_and_never_sent_again()
    {
        var first = await WithdrawAsync();
        var again = await WithdrawAsync();
        Assert.Equal(first, again);
        Assert.Single(_account.Submitted);
    }

    [Fact]
    public async Task A_lost_answer_to_what_was_done_is_found_afterwards()
    {
        (_account.Failure, _account.DoesItAnyway) = (new FundingUnansweredException("lost"), true);
        await Assert.ThrowsAsync<FundingUnansweredException>(() => WithdrawAsync());
        Assert.Equal(Order.Id, (await WithdrawAsync()).Id);
        Assert.Single(_account.Submitted);
    }

    [Fact]
    public async Task What_nobody_knows_stays_in_doubt_and_is_not_sent_again()
    {
        _account.Failure = new FundingUnansweredException("lost");
        await Assert.ThrowsAsync<FundingUnansweredException>(() => WithdrawAsync());
        _account.Failure = null;
        await Assert.ThrowsAsync<FundingUnansweredException>(() => WithdrawAsync());
        Assert.Single(_account.Submitted);
    }

    [Fact]
    public async Task A_refusal_is_the_same_refusal_the_second_time()
    {
        _account.Failure = new FundingRefusedException("suspended");
        await Assert.ThrowsAsync<FundingRefusedException>(() => WithdrawAsync());
        _account.Failure = null;
        var again = await Assert.ThrowsAsync<FundingRefusedException>(() => WithdrawAsync());
        Assert.Equal("suspended", again.Message);
        Assert.Single(_account.Submitted);
    }

    [Theory]
    [InlineData("elsewhere", "solana", null)]
    [InlineData("there", "polygon", null)]
    [InlineData("there", "solana", "tag")]
    public async Task Nothing_leaves_for_an_address_that_is_not_on_the_list(string address, string network, string? tag)
    {
        await Assert.ThrowsAsync<FundingRefusedException>(() => WithdrawAsync(Order with { Address = address, Network = network, Tag = tag }));
        Assert.Empty(_account.Submitted);
        Assert.Equal(0, _store.Inserts);
    }
}
