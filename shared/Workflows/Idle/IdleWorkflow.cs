using Arbit.Accounts;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Idle;
using Arbit.Workflows.Edge;

namespace Arbit.Workflows.Idle;

/// <summary>
/// Idle dollars: what lies in the chain wallet is supplied to Aave v3 where the yield of thirty days less gas is over a threshold, and
/// taken back when a person wants it. Off where no pool is configured; trading never depends on it.
/// </summary>
public sealed class IdleWorkflow : Workflow<IdleTask, IdleOutcome>
{
    /// <summary>Where dollars lie that are on the chain and not lent.</summary>
    public const string Wallet = "wallet:chain:idle";

    private const string Lent = "lent:aave";

    public override string Name => "idle-dollars";

    public override async Task<IdleOutcome> RunAsync(IWorkflowContext context, IdleTask input)
    {
        var progress = new Progress(context);
        progress.Say("reads the pool");
        if (await context.CallAsync(IdleActivities.Read, Done.It, RetryPolicy.Reading) is not { } pool)
            return progress.Ended(new IdleOutcome(Amount.Zero, "lending is off"));
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        await CreditYieldAsync(context, pool, told);
        return progress.Ended(input.Wish == IdleWish.Withdraw ? await WithdrawAsync(context, input, pool) : await SupplyAsync(context, input, pool, told));
    }

    /// <summary>What the pool holds more than the ledger knows is yield.</summary>
    private static async Task CreditYieldAsync(IWorkflowContext context, LendingState pool, BalancesTold told)
    {
        var more = pool.Supplied - (told.FreeAt(Lent, pool.Asset) + told.ReservedAt(Lent, pool.Asset));
        if (more.Sign > 0)
            await context.BookAsync(new Credit($"{context.InstanceId}:yield", EdgeCalls.AnyTime, Lent, pool.Asset, more, "yield of idle dollars"));
    }

    private static async Task<IdleOutcome> SupplyAsync(IWorkflowContext context, IdleTask input, LendingState pool, BalancesTold told)
    {
        var amount = input.Amount is { } wanted ? Amount.Min(wanted, pool.InWallet) : pool.InWallet;
        if (amount.Sign <= 0)
            return new IdleOutcome(Amount.Zero, "nothing lies idle in the chain wallet");
        var rates = new IdleRates(told.Dollars(pool.Asset, amount), Bps.From(0m), pool.YearlyYield, told.Dollars(pool.Coin, pool.GasInCoin));
        var hasGasPrice = told.Prices.ContainsKey(pool.Coin.Code);
        if (input.Wish == IdleWish.Look && (!hasGasPrice || !IdleDollars.Moves(rates, input.Threshold.Value)))
            return new IdleOutcome(Amount.Zero, $"stays: thirty days would gain {IdleDollars.NetGain(rates)} USD after gas");
        try
        {
            var move = await context.CallAsync(IdleActivities.Supply, new LendingOrder($"{context.InstanceId}:supply", amount));
            await context.BookAsync(new MoveMoney($"{context.InstanceId}:lent", EdgeCalls.AnyTime, null, Wallet, Lent, pool.Asset, amount, Amount.Zero));
            return new IdleOutcome(amount, $"supplied {amount} {pool.Asset} at {pool.YearlyYield} bps a year, gas {move.GasInCoin} {pool.Coin}");
        }
        catch (ActivityFailedException e)
        {
            return new IdleOutcome(Amount.Zero, $"not supplied: {e.Message}");
        }
    }

    private static async Task<IdleOutcome> WithdrawAsync(IWorkflowContext context, IdleTask input, LendingState pool)
    {
        var amount = input.Amount is { } wanted ? Amount.Min(wanted, pool.Supplied) : pool.Supplied;
        if (amount.Sign <= 0)
            return new IdleOutcome(Amount.Zero, "nothing is lent");
        try
        {
            var move = await context.CallAsync(IdleActivities.Withdraw, new LendingOrder($"{context.InstanceId}:withdraw", amount));
            await context.BookAsync(new MoveMoney($"{context.InstanceId}:back", EdgeCalls.AnyTime, null, Lent, Wallet, pool.Asset, amount, Amount.Zero));
            return new IdleOutcome(amount, $"took {amount} {pool.Asset} back, gas {move.GasInCoin} {pool.Coin}");
        }
        catch (ActivityFailedException e)
        {
            return new IdleOutcome(Amount.Zero, $"not taken back: {e.Message}");
        }
    }
}
