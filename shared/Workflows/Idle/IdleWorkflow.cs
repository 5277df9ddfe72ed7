using Arbit.Accounts;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Idle;
using Arbit.Workflows.Alerts;
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

    /// <summary>Some forty minutes, then a person is asked.</summary>
    private const int LooksBeforeAsking = 8;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    public override string Name => "idle-dollars";

    public override async Task<IdleOutcome> RunAsync(IWorkflowContext context, IdleTask input)
    {
        var settings = await context.SettingsAsync();
        var progress = new Progress(context);
        progress.Say("reads the pool");
        if (await context.CallAsync(IdleActivities.Read, Done.It, RetryPolicy.Reading) is not { } pool)
            return progress.Ended(new IdleOutcome(Amount.Zero, "lending is off"));
        var told = await context.AskAsync<BalancesTold>(new TellBalances($"{context.InstanceId}:balances", EdgeCalls.AnyTime));
        await CreditYieldAsync(context, pool, told);
        return progress.Ended(input.Wish == IdleWish.Withdraw ? await WithdrawAsync(context, progress, input, pool, told, settings) : await SupplyAsync(context, progress, input, pool, told, settings));
    }

    /// <summary>What the pool holds more than the ledger knows is yield.</summary>
    private static async Task CreditYieldAsync(IWorkflowContext context, LendingState pool, BalancesTold told)
    {
        var more = pool.Supplied - (told.FreeAt(Lent, pool.Asset) + told.ReservedAt(Lent, pool.Asset));
        if (more.Sign > 0)
            await context.BookAsync(new Credit($"{context.InstanceId}:yield", EdgeCalls.AnyTime, Lent, pool.Asset, more, "yield of idle dollars"));
    }

    private static async Task<IdleOutcome> SupplyAsync(IWorkflowContext context, Progress progress, IdleTask input, LendingState pool, BalancesTold told, SlowSettings settings)
    {
        var amount = input.Amount is { } wanted ? Amount.Min(wanted, pool.InWallet) : pool.InWallet;
        if (amount.Sign <= 0)
            return new IdleOutcome(Amount.Zero, "nothing lies idle in the chain wallet");
        var rates = new IdleRates(told.Dollars(pool.Asset, amount), Bps.From(0m), pool.YearlyYield, told.Dollars(pool.Coin, pool.GasInCoin));
        var hasGasPrice = told.Prices.ContainsKey(pool.Coin.Code);
        if (input.Wish == IdleWish.Look && (!hasGasPrice || !IdleDollars.Moves(rates, settings.IdleThreshold.Value)))
            return new IdleOutcome(Amount.Zero, $"stays: thirty days would gain {IdleDollars.NetGain(rates)} USD after gas");
        var (move, problem) = await MoveAsync(context, progress, IdleActivities.Supply, new LendingOrder($"{context.InstanceId}:supply", amount), settings);
        if (move is null)
            return new IdleOutcome(Amount.Zero, $"not supplied: {problem}");
        await context.BookAsync(new MoveMoney($"{context.InstanceId}:lent", EdgeCalls.AnyTime, null, Wallet, Lent, pool.Asset, amount, Amount.Zero));
        await BookGasAsync(context, pool, told, move);
        return new IdleOutcome(amount, $"supplied {amount} {pool.Asset} at {pool.YearlyYield} bps a year, gas {move.GasInCoin} {pool.Coin}");
    }

    private static async Task<IdleOutcome> WithdrawAsync(IWorkflowContext context, Progress progress, IdleTask input, LendingState pool, BalancesTold told, SlowSettings settings)
    {
        var amount = input.Amount is { } wanted ? Amount.Min(wanted, pool.Supplied) : pool.Supplied;
        if (amount.Sign <= 0)
            return new IdleOutcome(Amount.Zero, "nothing is lent");
        var (move, problem) = await MoveAsync(context, progress, IdleActivities.Withdraw, new LendingOrder($"{context.InstanceId}:withdraw", amount), settings);
        if (move is null)
            return new IdleOutcome(Amount.Zero, $"not taken back: {problem}");
        await context.BookAsync(new MoveMoney($"{context.InstanceId}:back", EdgeCalls.AnyTime, null, Lent, Wallet, pool.Asset, amount, Amount.Zero));
        await BookGasAsync(context, pool, told, move);
        return new IdleOutcome(amount, $"took {amount} {pool.Asset} back, gas {move.GasInCoin} {pool.Coin}");
    }

    /// <summary>
    /// Sent once under its id. Where nobody knows whether the chain has it, it is asked for again under the same id, which only looks it
    /// up; a person is told, and can say that it never was.
    /// </summary>
    private static async Task<(LendingMove? Move, string Problem)> MoveAsync(
        IWorkflowContext context, Progress progress, Activity<LendingOrder, LendingMove> activity, LendingOrder order, SlowSettings settings)
    {
        progress.Say($"moves {order.Amount} on the chain");
        for (var looks = 1; ; looks++)
        {
            try
            {
                return (await context.CallAsync(activity, order), "");
            }
            catch (ActivityFailedException e) when (e.Kind == nameof(FundingRefusedException))
            {
                return (null, e.Message);
            }
            catch (ActivityFailedException e)
            {
                if (looks >= LooksBeforeAsking)
                {
                    var question = $"The chain does not say what became of {order.Id} ({order.Amount}): {e.Message}. Look at the wallet's own history: yes says that it never was, no looks further.";
                    await context.TellAsync(AlertLevel.Alarm, question);
                    if ((await progress.AskAsync("in doubt", question, settings.QuestionWaits)).Approved)
                        return (null, "the chain never had it; a person said so");
                }

                progress.Say("looks the move up", "the chain");
                await context.SleepUntilAsync(context.Now + LookEvery);
            }
        }
    }

    /// <summary>Its coin is in the ledger as the dollars are; what a person put there to pay with, and nobody told of, comes in with it.</summary>
    private static async Task BookGasAsync(IWorkflowContext context, LendingState pool, BalancesTold told, LendingMove move)
    {
        var missing = move.GasInCoin - told.FreeAt(Wallet, pool.Coin);
        if (missing.Sign > 0)
            await context.BookAsync(new Credit($"{context.InstanceId}:coin", EdgeCalls.AnyTime, Wallet, pool.Coin, missing, "coin for gas that was in the chain wallet"));
        if (move.GasInCoin.Sign > 0)
            await context.BookAsync(new MoveMoney($"{context.InstanceId}:gas", EdgeCalls.AnyTime, null, Wallet, Wallet, pool.Coin, Amount.Zero, move.GasInCoin));
    }
}
