using Arbit.Accounts;
using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Accumulation;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow.Activities;

/// <summary>A-Bot's seats as they are remembered, and its stakes at the accounts.</summary>
public sealed class StakingDesk(FundingDesk funding, IStateStore store)
{
    private readonly KeptRow<SeatBook> _seats = new(store, "seats", "now", SeatBook.Empty);

    /// <summary>Looked up first: one that exists under the id is the answer, whoever lost the first one.</summary>
    public async Task<StakeView> StakeAsync(StakeAt wanted, CancellationToken cancellation)
    {
        var account = funding.AccountOf(wanted.Venue);
        return await account.FindStakeAsync(wanted.Id, cancellation) ?? await account.StakeAsync(wanted.Id, wanted.Offer, wanted.Amount, cancellation);
    }

    public void AddTo(ActivityTable table) => table
        .Add(SeatActivities.Read, (_, _, cancellation) => _seats.ReadAsync(cancellation))
        .Add(SeatActivities.Keep, (_, seats, cancellation) => _seats.KeepAsync(seats, cancellation))
        .Add(SeatActivities.Offers, (_, _, cancellation) => OffersAsync(cancellation))
        .Add(SeatActivities.Stake, (_, wanted, cancellation) => StakeAsync(wanted, cancellation))
        .Add(SeatActivities.Unstake, (_, at, cancellation) => funding.AccountOf(at.Venue).UnstakeAsync(at.Id, cancellation))
        .Add(SeatActivities.Find, (_, at, cancellation) => funding.AccountOf(at.Venue).FindStakeAsync(at.Id, cancellation));

    private async Task<IReadOnlyList<OfferAt>> OffersAsync(CancellationToken cancellation)
    {
        var offers = new List<OfferAt>();
        foreach (var account in funding.Accounts)
            offers.AddRange((await account.StakingOffersAsync(cancellation)).Select(offer => new OfferAt(account.Venue, offer)));
        return offers;
    }
}
