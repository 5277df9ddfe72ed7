using Arbit.Accounts;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>What is staked at the venues: it earns day by day, and comes back when its product lets it.</summary>
/// <param name="venues">Their products.</param>
/// <param name="books">What there is.</param>
/// <param name="agenda">When yields are paid, and stakes are back.</param>
/// <param name="write">Every change goes through it into the log and the books.</param>
internal sealed class SimulatedStaking(IReadOnlyDictionary<Venue, FundingVenue> venues, FundingBooks books, FundingAgenda agenda, Action<FundingLine> write)
{
    public Stake? Find(Venue venue, string clientId)
        => clientId.Length == 0 ? null : books.Stakes.FirstOrDefault(stake => stake.Venue == venue && stake.ClientId == clientId);

    /// <summary>Stakes out of the account that trades, once; or says why not.</summary>
    public StakeAnswer Stake(Venue venue, string clientId, string product, Amount amount)
    {
        if (Find(venue, clientId) is { } earlier)
            return new StakeAnswer(StakeRefusal.Duplicate, earlier);
        if (venues[venue].Products.FirstOrDefault(each => each.Id == product) is not { } terms)
            return new StakeAnswer(StakeRefusal.UnknownProduct, null);
        if (amount.Sign <= 0)
            return new StakeAnswer(StakeRefusal.BadAmount, null);
        if (amount < terms.Minimum)
            return new StakeAnswer(StakeRefusal.BelowMinimum, null);
        if (books.FreeOf(venue, FundingWallet.Trade, terms.Asset) < amount)
            return new StakeAnswer(StakeRefusal.InsufficientFunds, null);
        var stake = new Stake(
            books.Stakes.Count + 1,
            venue,
            clientId,
            product,
            terms.Asset,
            amount,
            StakeState.Staked,
            StakedAt: agenda.Now,
            LockedUntil: agenda.Now + (terms.LockDays * UnixNanoseconds.Day),
            ReleasesAt: 0,
            DaysPaid: 0,
            Amount.Zero,
            Revision: 0);
        write(new FundingLine(agenda.Now, Stake: stake));
        Follow(stake);
        return new StakeAnswer(StakeRefusal.None, stake);
    }

    /// <inheritdoc cref="SimulatedFunding.Unstake"/>
    public StakeAnswer Unstake(Venue venue, long number, Amount? amount)
    {
        if (books.Stakes.FirstOrDefault(each => each.Number == number && each.Venue == venue) is not { } stake)
            return new StakeAnswer(StakeRefusal.UnknownStake, null);
        if (stake.State != StakeState.Staked)
            return new StakeAnswer(StakeRefusal.NotStaked, stake);
        var terms = ProductOf(stake);
        if (amount is { } part && (part.Sign <= 0 || part > stake.Amount || (!terms.IsFlexible && part < stake.Amount)))
            return new StakeAnswer(StakeRefusal.BadAmount, stake);
        Stake next;
        if (amount is { } some && some < stake.Amount)
        {
            next = Next(stake) with { Amount = stake.Amount - some };
        }
        else
        {
            var releasesAt = Math.Max(stake.LockedUntil, agenda.Now) + (terms.ReleaseDays * UnixNanoseconds.Day);
            next = Next(stake) with { State = releasesAt <= agenda.Now ? StakeState.Released : StakeState.Releasing, ReleasesAt = releasesAt };
        }

        write(new FundingLine(agenda.Now, Stake: next));
        if (next.State == StakeState.Releasing)
            agenda.At(next.ReleasesAt, FundingRank.Release, number, () => ComeBack(number));
        return new StakeAnswer(StakeRefusal.None, next);
    }

    /// <summary>Plans its next yield, and its release.</summary>
    public void Follow(Stake stake)
    {
        agenda.At(stake.StakedAt + ((stake.DaysPaid + 1) * UnixNanoseconds.Day), FundingRank.Yield, stake.Number, () => Pay(stake.Number));
        if (stake.State == StakeState.Releasing)
            agenda.At(stake.ReleasesAt, FundingRank.Release, stake.Number, () => ComeBack(stake.Number));
    }

    private void ComeBack(long number)
    {
        if (books.StakeOf(number) is { State: StakeState.Releasing } stake)
            write(new FundingLine(agenda.Now, Stake: Next(stake) with { State = StakeState.Released }));
    }

    private static Stake Next(Stake stake) => stake with { Revision = stake.Revision + 1 };

    private StakingProduct ProductOf(Stake stake) => venues[stake.Venue].Products.First(product => product.Id == stake.Product);

    /// <summary>A day's yield, rounded down; what is asked back earns only as long as its lock lasts.</summary>
    private void Pay(long number)
    {
        var stake = books.StakeOf(number);
        if (stake.State != StakeState.Staked && (stake.State == StakeState.Released || agenda.Now > stake.LockedUntil))
            return;
        var apr = new Exact(ProductOf(stake).Apr.RateUnits, 8);
        var yield = Amount.From(((stake.Amount + stake.Yielded).Value * apr).Divide(new Exact(365, 0), 8, Rounding.Floor));
        var next = Next(stake) with { DaysPaid = stake.DaysPaid + 1, Yielded = stake.Yielded + yield };
        write(new FundingLine(agenda.Now, Stake: next));
        agenda.At(next.StakedAt + ((next.DaysPaid + 1) * UnixNanoseconds.Day), FundingRank.Yield, number, () => Pay(number));
    }
}
