using Arbit.Accounts;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Accumulation;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Accumulation;

/// <summary>One seat bought and staked, or given back and sold.</summary>
public sealed class SeatStep(IWorkflowContext context, Progress progress, SlowSettings settings, long? epoch, SeatAction action)
{
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private readonly string _id = $"{context.InstanceId}-{action.Kind}-{action.Coin}".ToLowerInvariant();

    /// <summary>What it came to.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Buys the coin where a dollar buys most of it, and stakes it there where there is an offer.</summary>
    public async Task<SeatBook> BuyAsync(SeatBook book, IReadOnlyList<OfferAt> offers, Exact budget)
    {
        if (await BestAsync(budget) is not { } best)
            return Missed(book, $"no account has the dollars for {action.Coin}, or none lists it");
        var bought = await context.RunAsync(new ConversionWorkflow(), $"{_id}-buy", new ConversionOrder(best.Route.Venue, best.Dollar, action.Coin, best.Amount, settings.MaxSlippage, $"seat {action.Number + 1}") { Epoch = epoch });
        if (bought.Received.Sign <= 0)
            return Missed(book, $"{action.Coin} was not bought: {bought.Problem}");
        var holding = await StakeAsync(new SeatHolding(action.Number, best.Route.Venue, action.Coin, bought.Received, null, Amount.Zero), offers);
        Text = $"{holding.Amount} {action.Coin} at {holding.Venue}{(holding.Stake is null ? "" : ", staked")}";
        return new SeatBook([.. book.Taken.Append(new Seat(action.Number, action.Coin, action.Use, book.Next)).OrderBy(seat => seat.Number)], book.Next + 1, [.. book.Held.Append(holding)]);
    }

    /// <summary>Asks for a stake back, waits until it is free however long that takes, and sells the coin where it is.</summary>
    public async Task<SeatBook> SellAsync(SeatBook book)
    {
        var holding = book.Held.First(held => held.Number == action.Number);
        var amount = holding.Stake is null ? holding.Amount : await ReleaseAsync(holding, holding.Stake);
        var sold = await context.RunAsync(new ConversionWorkflow(), $"{_id}-sell", new ConversionOrder(holding.Venue, action.Coin, settings.Stablecoins[0], amount, settings.MaxSlippage, $"seat {action.Number + 1}") { Epoch = epoch });
        Text = sold.Problem.Length == 0 ? $"{sold.Spent} {action.Coin} sold at {holding.Venue} for {sold.Received} {sold.To}" : $"{action.Coin} is free at {holding.Venue} and was not sold: {sold.Problem}";
        return new SeatBook([.. book.Taken.Where(seat => seat.Number != action.Number)], book.Next, [.. book.Held.Where(held => held.Number != action.Number)]);
    }

    /// <summary>Among the dollars and accounts, where the budget comes to most of the coin.</summary>
    private async Task<(Asset Dollar, Amount Amount, QuotedRoute Route)?> BestAsync(Exact budget)
    {
        (Asset Dollar, Amount Amount, QuotedRoute Route)? best = null;
        foreach (var dollar in settings.Dollars)
        {
            var told = await context.AskAsync<BalancesTold>(new TellBalances($"{_id}:{dollar}:balances", EdgeCalls.AnyTime));
            var amount = told.AmountFor(dollar, budget);
            if (amount.Sign <= 0)
                continue;
            var quoted = await context.AskAsync<ConversionQuoted>(new QuoteConversion($"{_id}:{dollar}:quote", EdgeCalls.AnyTime, null, dollar, action.Coin, amount));
            foreach (var route in quoted.Routes)
            {
                if (told.FreeAt(route.Venue.Name, dollar) >= amount && (best is null || route.Receives > best.Value.Route.Receives))
                    best = (dollar, amount, route);
            }
        }

        return best;
    }

    private async Task<SeatHolding> StakeAsync(SeatHolding holding, IReadOnlyList<OfferAt> offers)
    {
        var offer = offers.Where(at => at.Venue == holding.Venue && at.Offer.Asset == holding.Coin && at.Offer.Minimum <= holding.Amount).OrderByDescending(at => at.Offer.YearlyYield).ThenBy(at => at.Offer.LockDays).FirstOrDefault();
        if (offer is null)
            return holding;
        var reservation = $"{_id}:stake";
        var reserved = await context.TryAsync(new Reserve(reservation, EdgeCalls.AnyTime, reservation, holding.Venue.Name, holding.Coin, holding.Amount, null));
        if (!reserved.Accepted)
            return holding;
        if (await TryStakeAsync(new StakeAt(holding.Venue, _id, offer.Offer, holding.Amount)) is not { } stake)
        {
            await context.DoAsync(new Release($"{_id}:unstaked", EdgeCalls.AnyTime, reservation));
            return holding;
        }

        await context.DoAsync(new MoveMoney($"{_id}:staked", EdgeCalls.AnyTime, reservation, holding.Venue.Name, $"staked:{holding.Venue}", holding.Coin, stake.Amount, Amount.Zero));
        await context.TryAsync(new Release($"{_id}:rest", EdgeCalls.AnyTime, reservation));
        return holding with { Amount = stake.Amount, Stake = stake.Id };
    }

    /// <summary>Null where the venue refused, or never knew it.</summary>
    private async Task<StakeView?> TryStakeAsync(StakeAt stake)
    {
        try
        {
            return await context.CallAsync(SeatActivities.Stake, stake);
        }
        catch (ActivityFailedException e) when (e.Kind == nameof(FundingRefusedException))
        {
            return null;
        }
        catch (ActivityFailedException)
        {
            progress.Say($"looks the stake of {stake.Amount} {stake.Offer.Asset} up", $"{stake.Venue}'s word");
            for (var looks = 0; looks < 10; looks++)
            {
                await context.SleepUntilAsync(context.Now + TimeSpan.FromSeconds(30));
                if (await FindAsync(stake.Venue, stake.Id) is { } found)
                    return found;
            }

            return null;
        }
    }

    private async Task<Amount> ReleaseAsync(SeatHolding holding, string stake)
    {
        StakeView? view = null;
        try
        {
            view = await context.CallAsync(SeatActivities.Unstake, new IdAt(holding.Venue, stake));
        }
        catch (ActivityFailedException)
        {
            // It is looked at below until the venue says that it is free.
        }

        while (view is not { State: StakeState.Released })
        {
            progress.Say($"waits for {holding.Coin} to be released", view?.ReleasesAt is { } at ? $"the lock, until {at:u}" : $"{holding.Venue}'s word on stake {stake}");
            await context.SleepUntilAsync(view?.ReleasesAt is { } time && time > context.Now ? time : context.Now + Look);
            view = await FindAsync(holding.Venue, stake) ?? view;
            if (view is { State: StakeState.Staked })
                view = await context.CallAsync(SeatActivities.Unstake, new IdAt(holding.Venue, stake), RetryPolicy.Reading);
        }

        var staked = $"staked:{holding.Venue}";
        var more = view.Yield - holding.Yield;
        if (more.Sign > 0)
            await context.DoAsync(new Credit($"{_id}:yield", EdgeCalls.AnyTime, staked, holding.Coin, more, $"yield of {stake}"));
        await context.DoAsync(new MoveMoney($"{_id}:released", EdgeCalls.AnyTime, null, staked, holding.Venue.Name, holding.Coin, view.Amount + view.Yield, Amount.Zero));
        return view.Amount + view.Yield;
    }

    private async Task<StakeView?> FindAsync(Markets.Venue venue, string stake)
    {
        try
        {
            return await context.CallAsync(SeatActivities.Find, new IdAt(venue, stake), RetryPolicy.Reading);
        }
        catch (ActivityFailedException)
        {
            return null;
        }
    }

    private SeatBook Missed(SeatBook book, string why)
    {
        Text = why;
        return book;
    }
}
