using Arbit.Accounts;
using Arbit.Lending;
using Arbit.Money;
using Arbit.Tests.State;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lending;

public sealed class AavePoolTests
{
    private readonly ScriptedNode _node = new();
    private readonly AavePool _pool;

    public AavePoolTests()
    {
        var options = new AaveOptions(new Uri("http://127.0.0.1:8545"), ScriptedNode.Pool, ScriptedNode.Token, ScriptedNode.Wallet, new Asset("USDC"), 6, new Asset("ETH"));
        _pool = new AavePool(_node, options, new ScriptedStateStore(), new ManualTime());
    }

    [Fact]
    public async Task The_rate_the_balances_and_the_gas_are_read_exactly()
    {
        var state = await _pool.ReadAsync(default);

        Assert.Equal(Bps.Parse("412.3"), state.YearlyYield);
        Assert.Equal(Amount.Parse("1500"), state.InWallet);
        Assert.Equal(Amount.Parse("250.000001"), state.Supplied);
        Assert.Equal(Amount.Parse("0.00045"), state.GasInCoin);
    }

    [Fact]
    public async Task A_supply_is_allowed_first_and_costs_both_gases()
    {
        var move = await _pool.SupplyAsync("a", Amount.Parse("100.5"), default);

        Assert.Equal(["095ea7b3 token", "617ba037 pool"], _node.Sent);
        Assert.Equal(Amount.Parse("0.0002"), move.GasInCoin);
    }

    [Fact]
    public async Task The_same_id_again_is_looked_up_and_not_sent()
    {
        _node.Allowed = 1_000_000_000_000;
        var first = await _pool.SupplyAsync("a", Amount.Parse("100"), default);
        var again = await _pool.SupplyAsync("a", Amount.Parse("100"), default);

        Assert.Equal(["617ba037 pool"], _node.Sent);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_lost_answer_is_doubt_and_is_never_sent_again()
    {
        _node.LosesAnswer = true;
        await Assert.ThrowsAsync<FundingUnansweredException>(() => _pool.WithdrawAsync("a", Amount.Parse("100"), default));
        _node.LosesAnswer = false;
        await Assert.ThrowsAsync<FundingUnansweredException>(() => _pool.WithdrawAsync("a", Amount.Parse("100"), default));

        Assert.Equal(["69328dec pool"], _node.Sent);
    }

    [Fact]
    public async Task What_the_chain_turns_down_is_refused()
    {
        _node.TurnsDown = true;

        await Assert.ThrowsAsync<FundingRefusedException>(() => _pool.WithdrawAsync("a", Amount.Parse("100"), default));
    }
}
