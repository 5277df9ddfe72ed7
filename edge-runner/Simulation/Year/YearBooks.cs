using Arbit.Accounts;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Ledger;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// Holds the ledger against the simulated venues, to the last digit. Two things are demanded. What trading did is the same on both
/// sides at every place. And what moved outside trading may be known to one before the other, but then exactly as much as venues have
/// done and the ledger has not been told, no more: fees, yields and all.
/// </summary>
internal sealed class YearBooks(YearEdge edge, SimulatedFunding funding, YearAccounts accounts, IReadOnlyList<Venue> venues)
{
    private const string StakedPrefix = "staked:";
    private const string TransitName = "transit";

    private readonly SortedDictionary<(string Place, Asset Asset), Amount> _booked = [];
    private readonly SortedDictionary<Asset, Amount> _creditsLessFees = [];
    private readonly SortedDictionary<string, SortedDictionary<(string Place, Asset Asset), Amount>> _byInstance = new(StringComparer.Ordinal);

    /// <summary>Movements that the ledger was told of.</summary>
    public long Count { get; private set; }

    /// <summary>What the edge journals of movements.</summary>
    public void OnRecord(JournalRecord record)
    {
        if (record is not CommandTaken { Answer: CommandAnswer { Accepted: true } } taken)
            return;
        switch (taken.Command)
        {
            case MoveMoney move:
                Add(move.Id, move.From, move.Asset, -(move.Amount + move.Fee));
                Add(move.Id, move.To, move.Asset, move.Amount);
                _creditsLessFees[move.Asset] = _creditsLessFees.GetValueOrDefault(move.Asset) - move.Fee;
                Count++;
                break;
            case Credit credit:
                Add(credit.Id, credit.Place, credit.Asset, credit.Amount);
                _creditsLessFees[credit.Asset] = _creditsLessFees.GetValueOrDefault(credit.Asset) + credit.Amount;
                Count++;
                break;
        }
    }

    /// <summary>Every difference that nothing explains, in words.</summary>
    public IEnumerable<string> Differences(MoneyLedger ledger)
    {
        var ours = new SortedDictionary<(string Place, Asset Asset), Amount>();
        foreach (var (place, asset, balance) in ledger.Balances)
            ours[(GroupOf(place.Name), asset)] = ours.GetValueOrDefault((GroupOf(place.Name), asset)) + balance.Total;
        var theirs = Theirs();
        foreach (var account in edge.Paper.Accounts)
        {
            foreach (var (asset, balance) in account.Balances)
            {
                var traded = balance.Total - accounts.MovedInto(account.Venue, asset);
                var known = ours.GetValueOrDefault((account.Venue.Name, asset)) - _booked.GetValueOrDefault((account.Venue.Name, asset));
                if (traded != known)
                    yield return $"{asset} at {account.Venue}: trading left {traded} there, and {known} by the ledger";
            }
        }

        foreach (var asset in theirs.Keys.Select(key => key.Asset).Concat(ours.Keys.Select(key => key.Asset)).Distinct().Order().ToList())
        {
            var difference = Sum(theirs, asset) - Sum(ours, asset);
            var explained = funding.Yielded(asset) - funding.FeesPaid(asset) - funding.Lost(asset) - _creditsLessFees.GetValueOrDefault(asset);
            if (difference != explained)
                yield return $"{asset} in all: venues and what is on its way have {difference} more than the ledger, and movements under way explain {explained}";
        }
    }

    /// <summary>A withdrawal whose workflow is over, and of which the ledger does not know all: by the withdrawal's own id.</summary>
    public IEnumerable<string> Forgotten(Func<string, bool> isOver)
    {
        foreach (var withdrawal in venues.SelectMany(funding.WithdrawalsOf))
        {
            if (!isOver(withdrawal.ClientId))
                continue;
            var booked = _byInstance.GetValueOrDefault(withdrawal.ClientId) ?? [];
            var left = -booked.GetValueOrDefault((withdrawal.Venue.Name, withdrawal.Asset));
            var took = withdrawal.State == WithdrawalState.Returned ? Amount.Zero : withdrawal.Amount + withdrawal.Fee;
            if (left != took)
                yield return $"{withdrawal.ClientId} is over: {withdrawal.Venue} took {took} {withdrawal.Asset}, the ledger knows of {left}";
            if (booked.GetValueOrDefault((TransitName, withdrawal.Asset)).Sign != 0)
                yield return $"{withdrawal.ClientId} is over: {booked[(TransitName, withdrawal.Asset)]} {withdrawal.Asset} are still in transit by the ledger";
        }
    }

    /// <summary>Places that the venues do not tell apart count as one.</summary>
    private static string GroupOf(string place)
    {
        var name = new Place(place);
        return name.Kind switch
        {
            PlaceKind.InTransit => TransitName,
            PlaceKind.Wallet => place.Split(':')[1],
            _ => place,
        };
    }

    private static Amount Sum(SortedDictionary<(string Place, Asset Asset), Amount> places, Asset asset)
        => places.Where(place => place.Key.Asset == asset).Aggregate(Amount.Zero, (sum, place) => sum + place.Value);

    private SortedDictionary<(string Place, Asset Asset), Amount> Theirs()
    {
        var theirs = new SortedDictionary<(string Place, Asset Asset), Amount>();
        foreach (var venue in venues)
        {
            foreach (var holding in funding.HoldingsOf(venue))
                Put(venue.Name, holding.Asset, holding.Total);
            foreach (var stake in funding.StakesOf(venue).Where(stake => stake.State != StakeState.Released))
                Put(StakedPrefix + venue, stake.Asset, stake.Amount + stake.Yielded);
        }

        foreach (var asset in theirs.Keys.Select(key => key.Asset).Distinct().ToList())
        {
            Put(TransitName, asset, funding.InTransit(asset));
            Put(Place.ColdWallet.Name, asset, funding.ColdWallet(asset));
        }

        return theirs;

        void Put(string place, Asset asset, Amount amount) => theirs[(place, asset)] = theirs.GetValueOrDefault((place, asset)) + amount;
    }

    private void Add(string command, string place, Asset asset, Amount change)
    {
        var key = (GroupOf(place), asset);
        _booked[key] = _booked.GetValueOrDefault(key) + change;
        var instance = command[..Math.Max(command.LastIndexOf(':'), 0)];
        if (!_byInstance.TryGetValue(instance, out var own))
            _byInstance.Add(instance, own = []);
        own[key] = own.GetValueOrDefault(key) + change;
    }
}
