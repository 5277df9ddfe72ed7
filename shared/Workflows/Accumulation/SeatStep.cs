using Arbit.Accounts;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy.Accumulation;
using Arbit.Workflows.Alerts;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Edge;
using Arbit.Workflows.Transfers;

namespace Arbit.Workflows.Accumulation;

/// <summary>One seat bought and staked, or given back and sold.</summary>
public sealed class SeatStep(IWorkflowContext context, Progress progress, SlowSettings settings, long? epoch, SeatAction action)
{
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);
    private static readonly TimeSpan StakeLook = TimeSpan.FromSeconds(30);
    private const int LooksBeforeAsking = 10;

    /// <summary>So many hours without a word of a stake are told.</summary>
    private const int LooksBeforeTelling = 24;

    private readonly string _id = $"{context.InstanceId}-{action.Kind}-{action.Coin}".ToLowerInvariant();

    private SeatHolding? _locked;
    private StakeView? _released;

    /// <summary>What it came to.</summary>
    public string Text { get; private set; } = action.Kind == SeatActionKind.Keep ? $"{action.Coin} stays in its seat" : "";

    /// <summary>The stake was asked back and is not free yet: it is to be waited for, and finished then.</summary>
    public bool IsLocked => _locked is not null;

    /// <summary>When it is expected to be free; null where the venue does not say.</summary>
    public DateTimeOffset? ReleasesAt { get; private set; }

    /// <summary>Buys the coin where a dollar buys most of it, and stakes it there where there is an offer.</summary>
    public async Task<SeatBook> BuyAsync(SeatBook book, IReadOnlyList<OfferAt> offers, Exact budget)
    {
        if (book.Taken.Any(seat => seat.Number == action.Number))
            return Missed(book, $"{action.Coin} was not bought: seat {action.Number + 1} is not free yet");
        if (await BestAsync(budget) is not { } best)
            return Missed(book, $"no account has the dollars for {action.Coin}, or none lists it");
        var bought = await context.RunAsync(new ConversionWorkflow(), $"{_id}-buy", new ConversionOrder(best.Route.Venue, best.Dollar, action.Coin, best.Amount, settings.MaxSlippage, $"seat {action.Number + 1}") { Epoch = epoch, Rests = settings.RestsLimits });
        if (bought.Received.Sign <= 0)
            return Missed(book, $"{action.Coin} was not bought: {bought.Problem}");
        var holding = await StakeAsync(new SeatHolding(action.Number, best.Route.Venue, action.Coin, bought.Received, null, Amount.Zero), offers);
        Text = $"{holding.Amount} {action.Coin} at {holding.Venue}{(holding.Stake is null ? "" : ", staked")}";
        return new SeatBook([.. book.Taken.Append(new Seat(action.Number, action.Coin, action.Use, book.Next)).OrderBy(seat => seat.Number)], book.Next + 1, [.. book.Held.Append(holding)]);
    }

    /// <summary>Sells the coin where it is; what is staked is asked back first, and where it is locked that is all for now.</summary>
    public async Task<SeatBook> SellAsync(SeatBook book)
    {
        var holding = book.Held.First(held => held.Number == action.Number);
        if (holding.Stake is null)
            return await FinishAsync(book);
        var view = await TryUnstakeAsync(holding);
        if (view is { State: StakeState.Released })
        {
            _released = view;
            return await FinishAsync(book);
        }

        (_locked, ReleasesAt) = (holding, view?.ReleasesAt);
        Text = $"{action.Coin} is asked back from {holding.Venue}{(ReleasesAt is { } at ? $" and comes free at {at:u}" : "")}";
        return Replaced(book, holding with { IsAskedBack = true });
    }

    /// <summary>Waits until the stake is free, however long that takes.</summary>
    public async Task WaitAsync()
    {
        var holding = _locked!;
        for (var silent = 0; ;)
        {
            var view = (await FindAsync(holding.Venue, holding.Stake!)).Stake;
            if (view is { State: StakeState.Staked })
                view = await TryUnstakeAsync(holding) ?? view;
            if (view is { State: StakeState.Released })
            {
                _released = view;
                return;
            }

            silent = view is null ? silent + 1 : 0;
            if (silent == LooksBeforeTelling)
                await context.TellAsync(AlertLevel.Alarm, $"{holding.Venue} has not said a word of stake {holding.Stake} ({holding.Amount} {holding.Coin}) for a day");
            progress.Say($"waits for {holding.Coin} to be released", view?.ReleasesAt is { } at ? $"the lock, until {at:u}" : $"{holding.Venue}'s word on stake {holding.Stake}");
            await context.SleepUntilAsync(view?.ReleasesAt is { } time && time > context.Now ? time : context.Now + Look);
        }
    }

    /// <summary>Books what came back, and sells it. What cannot be sold keeps its seat.</summary>
    public async Task<SeatBook> FinishAsync(SeatBook book)
    {
        if (book.Held.FirstOrDefault(held => held.Number == action.Number && held.Coin == action.Coin) is not { } holding)
            return Missed(book, $"{action.Coin} has left its seat meanwhile");
        if (holding.Stake is not null)
        {
            // Another stake sits there than the one that was waited for.
            if (_released is not { } view || view.Id != holding.Stake)
                return Missed(book, $"{action.Coin} has changed meanwhile");
            holding = await ReleasedAsync(holding, view);
            book = Replaced(book, holding);
        }

        if (book.Taken.First(seat => seat.Number == action.Number).Use != action.Use)
            return Missed(book, $"{action.Coin} is free at {holding.Venue}, and was asked for again meanwhile");
        var sold = await context.RunAsync(new ConversionWorkflow(), $"{_id}-sell", new ConversionOrder(holding.Venue, action.Coin, settings.Stablecoins[0], holding.Amount, settings.MaxSlippage, $"seat {action.Number + 1}") { Epoch = epoch, Rests = settings.RestsLimits });
        if (sold.Spent.Sign <= 0)
            return Missed(book, $"{action.Coin} is free at {holding.Venue} and was not sold: {sold.Problem}");
        Text = sold.Problem.Length == 0 ? $"{sold.Spent} {action.Coin} sold at {holding.Venue} for {sold.Received} {sold.To}" : $"{sold.Spent} {action.Coin} sold at {holding.Venue}: {sold.Problem}";
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
            await context.TryAsync(new Release($"{_id}:unstaked", EdgeCalls.AnyTime, reservation));
            return holding;
        }

        // Where it cannot be booked the claim stays: what is staked must not be spent.
        if (await context.BookAsync(new MoveMoney($"{_id}:staked", EdgeCalls.AnyTime, reservation, holding.Venue.Name, $"staked:{holding.Venue}", holding.Coin, stake.Amount, Amount.Zero)))
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
            return await LookUpAsync(stake);
        }
    }

    /// <summary>It may have been done: it is looked up, and given up only where a person and the venue both say that it was not.</summary>
    private async Task<StakeView?> LookUpAsync(StakeAt stake)
    {
        for (var looks = 1; ; looks++)
        {
            progress.Say($"looks the stake of {stake.Amount} {stake.Offer.Asset} up", $"{stake.Venue}'s word");
            await context.SleepUntilAsync(context.Now + StakeLook);
            if ((await FindAsync(stake.Venue, stake.Id)).Stake is { } found)
                return found;
            if (looks < LooksBeforeAsking)
                continue;
            var question = $"{stake.Venue} knows no stake {stake.Id} ({stake.Amount} {stake.Offer.Asset}). Look at its own page: yes frees the money again once {stake.Venue} says so too, no looks further.";
            await context.TellAsync(AlertLevel.Alarm, question);
            if ((await progress.AskAsync("in doubt", question, settings.QuestionWaits)).Approved && await FindAsync(stake.Venue, stake.Id) is { Answered: true } seen)
                return seen.Stake;
        }
    }

    /// <summary>Null where the venue refuses, as some do while a lock lasts, or does not answer.</summary>
    private async Task<StakeView?> TryUnstakeAsync(SeatHolding holding)
    {
        try
        {
            return await context.CallAsync(SeatActivities.Unstake, new IdAt(holding.Venue, holding.Stake!));
        }
        catch (ActivityFailedException)
        {
            return null;
        }
    }

    private async Task<SeatHolding> ReleasedAsync(SeatHolding holding, StakeView view)
    {
        var staked = $"staked:{holding.Venue}";
        var more = view.Yield - holding.Yield;
        if (more.Sign > 0)
            await context.BookAsync(new Credit($"{_id}:yield", EdgeCalls.AnyTime, staked, holding.Coin, more, $"yield of {holding.Stake}"));
        await context.BookAsync(new MoveMoney($"{_id}:released", EdgeCalls.AnyTime, null, staked, holding.Venue.Name, holding.Coin, view.Amount + view.Yield, Amount.Zero));
        return holding with { Amount = view.Amount + view.Yield, Stake = null, Yield = Amount.Zero, IsAskedBack = false };
    }

    private async Task<(bool Answered, StakeView? Stake)> FindAsync(Markets.Venue venue, string stake)
    {
        try
        {
            return (true, await context.CallAsync(SeatActivities.Find, new IdAt(venue, stake), RetryPolicy.Reading));
        }
        catch (ActivityFailedException)
        {
            return (false, null);
        }
    }

    private static SeatBook Replaced(SeatBook book, SeatHolding holding)
        => book with { Held = [.. book.Held.Select(held => held.Number == holding.Number ? holding : held)] };

    private SeatBook Missed(SeatBook book, string why)
    {
        Text = why;
        return book;
    }
}
