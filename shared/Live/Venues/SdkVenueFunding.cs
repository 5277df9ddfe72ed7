using Arbit.Accounts;
using Arbit.Accounts.Moves;
using Arbit.Markets;
using Arbit.Money;
using Arbit.State;

namespace Arbit.Live.Venues;

/// <summary>
/// An account's slow side over the SDK family: one class for every venue. What moves money is stored before it is posted, posted once, and
/// in doubt found again in what the venue lists (lesson L27). Withdrawals and stakes have keys of their own; what only reads goes by the first.
/// </summary>
/// <param name="withdrawing">With the withdrawing key.</param>
/// <param name="earning">With the earning key; null where there is none, and then nothing is staked.</param>
/// <param name="symbols">Whose fees are told, with the venue's names.</param>
/// <param name="store">Where what was asked for is kept.</param>
/// <param name="time">Its clock.</param>
public sealed class SdkVenueFunding(SdkVenue withdrawing, SdkVenue? earning, IReadOnlyList<(Symbol Symbol, string VenueSymbol)> symbols, IStateStore store, TimeProvider time) : IVenueFunding
{
    private static readonly TimeSpan RepeatsReleaseAfter = TimeSpan.FromMinutes(5);

    private readonly WithdrawalMemory _withdrawals = new(store, withdrawing.Venue);
    private readonly StakeMemory _stakes = new(store, withdrawing.Venue);

    public Venue Venue => withdrawing.Venue;

    public Task<IReadOnlyList<FundingNetwork>> NetworksAsync(Asset asset, CancellationToken cancellation) => withdrawing.NetworksAsync(asset, cancellation);

    public async Task<WithdrawalView> WithdrawAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        var fee = await FeeOfAsync(order, cancellation);
        if (!await _withdrawals.TryBeginAsync(new AskedWithdrawal(order, time.GetUtcNow(), null), cancellation))
        {
            return await FindWithdrawalAsync(order.Id, cancellation)
                ?? throw new FundingUnansweredException($"{Venue} knows no withdrawal {order.Id}, and it may have been on its way there.");
        }

        await withdrawing.FillAsync(order.Id, order.Asset, order.Amount + (withdrawing.FeeIsPartOfAmount ? Amount.Zero : fee), cancellation);
        var asked = withdrawing.FeeIsPartOfAmount ? order.Amount + fee : order.Amount;
        var answer = await withdrawing.WithdrawAsync(order, asked, cancellation);
        switch (answer.Outcome)
        {
            case PostOutcome.Taken:
                if (answer.VenueId.Length > 0)
                    await _withdrawals.LearnAsync(order.Id, answer.VenueId, cancellation);
                return new WithdrawalView(order.Id, order.Asset, order.Network, order.Amount, fee, WithdrawalState.Pending, null);
            case PostOutcome.Unknown:
                throw new FundingUnansweredException($"{Venue} did not answer withdrawal {order.Id}: {answer.Words}");
            default:
                throw new FundingRefusedException($"{Venue} refuses withdrawal {order.Id}: {answer.Words}");
        }
    }

    public async Task<WithdrawalView?> FindWithdrawalAsync(string id, CancellationToken cancellation)
    {
        var asked = await _withdrawals.FindAsync(id, cancellation);
        var found = await withdrawing.FindWithdrawalAsync(id, asked?.At, cancellation);
        if (found is null && asked is not null)
        {
            var destination = asked.VenueId is null ? await withdrawing.DestinationOfAsync(asked.Order, cancellation) : "";
            var listed = await withdrawing.WithdrawalsAsync(asked.Order.Asset, asked.At - WithdrawalMatch.Skew, cancellation);
            found = WithdrawalMatch.Find(asked, destination, listed, await _withdrawals.ClaimedByOthersAsync(id, cancellation));
        }

        if (found is null)
            return null;
        if (asked is { VenueId: null } && found.VenueId.Length > 0)
            await _withdrawals.LearnAsync(id, found.VenueId, cancellation);
        return new WithdrawalView(id, found.Asset, asked?.Order.Network ?? "", found.Amount, found.Fee, found.State, found.Transaction);
    }

    public Task<IReadOnlyList<DepositView>> DepositsAsync(Asset asset, DateTimeOffset since, CancellationToken cancellation) => withdrawing.DepositsAsync(asset, since, cancellation);

    public async Task<IReadOnlyList<WalletBalance>> BalancesAsync(CancellationToken cancellation)
    {
        var trading = await withdrawing.TradingBalancesAsync(cancellation);
        var staked = earning is null ? [] : await earning.PositionsAsync(cancellation);
        return
        [
            .. trading.Select(balance => new WalletBalance("trading", balance.Asset, balance.Free + balance.Locked)),
            .. await withdrawing.OtherWalletsAsync(cancellation),
            .. staked.GroupBy(position => position.Asset).OrderBy(group => group.Key)
                .Select(group => new WalletBalance("staked", group.Key, group.Aggregate(Amount.Zero, (sum, position) => sum + position.Total))),
        ];
    }

    public Task<IReadOnlyList<PairFee>> FeesAsync(CancellationToken cancellation) => withdrawing.FeesAsync(symbols, cancellation);

    public async Task<IReadOnlyList<StakingOffer>> StakingOffersAsync(CancellationToken cancellation) => earning is null ? [] : await earning.OffersAsync(cancellation);

    public async Task<StakeView> StakeAsync(string id, StakingOffer offer, Amount amount, CancellationToken cancellation)
    {
        var asked = new AskedStake(id, offer.Product, offer.Asset, amount, time.GetUtcNow(), null, StakeCourse.Asked, null);
        if (!await _stakes.TryBeginAsync(asked, cancellation))
        {
            return await FindStakeAsync(id, cancellation)
                ?? throw ((await _stakes.FindAsync(id, cancellation))?.Course == StakeCourse.Refused
                    ? new FundingRefusedException($"{Venue} has refused stake {id}.")
                    : new FundingUnansweredException($"{Venue} knows no stake {id}, and it may have been on its way there."));
        }

        var answer = await Earning.StakeAsync(offer, amount, cancellation);
        switch (answer.Outcome)
        {
            case PostOutcome.Taken:
                await _stakes.TryKeepAsync(asked with { Course = StakeCourse.Staked, VenueId = answer.VenueId.Length > 0 ? answer.VenueId : null }, cancellation);
                return new StakeView(id, offer.Product, offer.Asset, amount, Amount.Zero, StakeState.Staked, offer.LockDays > 0 ? asked.At.AddDays(offer.LockDays) : null);
            case PostOutcome.Unknown:
                throw new FundingUnansweredException($"{Venue} did not answer to stake {id}: {answer.Words}");
            default:
                await _stakes.TryKeepAsync(asked with { Course = StakeCourse.Refused }, cancellation);
                throw new FundingRefusedException($"{Venue} refuses stake {id}: {answer.Words}");
        }
    }

    public async Task<StakeView> UnstakeAsync(string id, CancellationToken cancellation)
    {
        var view = await FindStakeAsync(id, cancellation) ?? throw new FundingRefusedException($"{Venue} has no stake {id}.");
        var asked = (await _stakes.FindAsync(id, cancellation))!;
        if (view.State != StakeState.Staked)
            return view;

        // One that was posted a while ago and left the stake whole was not taken; one that was posted just now may be on its way.
        var now = time.GetUtcNow();
        if (asked is { Course: StakeCourse.ReleaseAsked, ReleaseAskedAt: { } at } && now - at < RepeatsReleaseAfter)
            throw new FundingUnansweredException($"The release of stake {id} was posted at {at:u}, and {Venue} does not show it.");
        var releasing = asked with { Course = StakeCourse.ReleaseAsked, ReleaseAskedAt = now };
        if (!await _stakes.TryKeepAsync(releasing, cancellation))
            throw new FundingUnansweredException($"Another asks for stake {id} back at this moment.");
        var answer = await Earning.UnstakeAsync(asked, cancellation);
        switch (answer.Outcome)
        {
            case PostOutcome.Taken:
                return await FindStakeAsync(id, cancellation) ?? throw new FundingUnansweredException($"{Venue} gave stake {id} back and does not show it.");
            case PostOutcome.Unknown:
                throw new FundingUnansweredException($"{Venue} did not answer when stake {id} was asked back: {answer.Words}");
            default:
                await _stakes.TryKeepAsync(asked with { Course = StakeCourse.Staked }, cancellation);
                throw new FundingRefusedException($"{Venue} does not give stake {id} back: {answer.Words}");
        }
    }

    public async Task<StakeView?> FindStakeAsync(string id, CancellationToken cancellation)
    {
        if (await _stakes.FindAsync(id, cancellation) is not { } asked)
            return null;
        var (known, view) = StakeMatch.Find(asked, await _stakes.AllAsync(cancellation), await Earning.PositionsAsync(cancellation));
        if (known != asked)
            await _stakes.TryKeepAsync(known, cancellation);
        return view;
    }

    private SdkVenue Earning => earning ?? throw new FundingRefusedException($"There is no earning key for {Venue}: nothing is staked there.");

    /// <summary>The last look before money leaves: a network that asks more by now, or is closed, is refused here.</summary>
    private async Task<Amount> FeeOfAsync(WithdrawalOrder order, CancellationToken cancellation)
    {
        if (await withdrawing.TermsAsync(order, cancellation) is not { } fee)
            throw new FundingRefusedException($"What {Venue} asks for {order.Asset} over {order.Network} is not known: nothing is sent.");
        if (fee > order.Fee)
            throw new FundingRefusedException($"{Venue} asks {fee} {order.Asset} over {order.Network}; agreed was {order.Fee}.");
        return fee;
    }
}
