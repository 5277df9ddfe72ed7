using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Strategy.Drift;

/// <summary>
/// Measures drift and says what restores the targets (strategy.md, Money Manager): conversion inside an account first, then
/// transfers between accounts, of what is free only.
/// </summary>
public sealed class DriftPlanner
{
    private readonly DriftRules _rules;
    private readonly List<AccountPosition> _accounts;
    private readonly List<PlannedConversion> _conversions = [];
    private readonly List<PlannedTransfer> _transfers = [];
    private readonly List<WaitingMove> _waiting = [];

    // What is free of each asset at each account, as the plan goes along.
    private readonly Dictionary<(Venue, Asset), Exact> _free = [];

    private DriftPlanner(IEnumerable<AccountPosition> accounts, DriftRules rules)
    {
        _rules = rules;
        _accounts = [.. accounts.OrderBy(account => account.Venue).Select(account => account with { Assets = [.. account.Assets.OrderBy(asset => asset.Asset)] })];
        foreach (var account in _accounts)
        {
            foreach (var asset in account.Assets)
                _free.Add((account.Venue, asset.Asset), asset.Free);
        }
    }

    /// <exception cref="ArgumentException">An account or an asset of one is there twice, or its weights cannot be.</exception>
    public static DriftPlan Plan(IEnumerable<AccountPosition> accounts, DriftRules rules) => new DriftPlanner(accounts, rules).Plan();

    private DriftPlan Plan()
    {
        var shares = DriftShares.Of([.. _accounts.Select(account => account.Total)], [.. _accounts.Select(account => account.Weight)], _rules.Threshold);
        List<AccountDrift> drifts = [];
        for (var i = 0; i < _accounts.Count; i++)
        {
            var assets = _accounts[i].Assets;
            var inside = DriftShares.Of([.. assets.Select(asset => asset.Total)], [.. assets.Select(asset => asset.Weight)], _rules.Threshold);
            drifts.Add(new AccountDrift(_accounts[i].Venue, shares[i], [.. assets.Select((asset, n) => (asset.Asset, inside[n]))]));
            Convert(drifts[i]);
        }

        foreach (var (from, to, dollars) in Levelling.Of([.. shares.Select(share => share.Excess)], [.. shares.Select(share => share.IsOver)]))
            Transfer(drifts[from], _accounts[to].Venue, dollars);
        return new DriftPlan(drifts, _conversions, _transfers, _waiting);
    }

    private void Convert(AccountDrift account)
    {
        var excess = account.Assets.Select(asset => asset.Share.Excess).ToList();
        foreach (var (from, to, dollars) in Levelling.Of(excess, [.. account.Assets.Select(asset => asset.Share.IsOver)]))
        {
            var (given, wanted) = (account.Assets[from].Asset, account.Assets[to].Asset);
            var now = Least(dollars, Free(account.Venue, given));
            if (now.Sign > 0)
                Convert(account.Venue, given, wanted, now);
            if (now < dollars)
                _waiting.Add(new WaitingMove(account.Venue, account.Venue, given, dollars - now, WaitReason.NotFree));
        }
    }

    private void Transfer(AccountDrift from, Venue to, Exact dollars)
    {
        // What an asset of the account could give: its own excess first, so that the stablecoin is made of what there is too much of.
        var all = from.Assets.Aggregate(Exact.Zero, (sum, asset) => sum + Free(from.Venue, asset.Asset));
        var now = Least(dollars, all);
        if (dollars < _rules.MinimumTransfer)
        {
            _waiting.Add(new WaitingMove(from.Venue, to, null, dollars, WaitReason.BelowMinimum));
            return;
        }

        if (now < _rules.MinimumTransfer)
        {
            _waiting.Add(new WaitingMove(from.Venue, to, null, dollars, WaitReason.NotFree));
            return;
        }

        var moved = _rules.Movable.Select((asset, rank) => (asset, rank)).OrderByDescending(item => Free(from.Venue, item.asset)).ThenBy(item => item.rank).First().asset;
        Make(from, moved, now);
        _free[(from.Venue, moved)] -= now;
        _transfers.Add(new PlannedTransfer(from.Venue, to, moved, now));
        if (now < dollars)
            _waiting.Add(new WaitingMove(from.Venue, to, null, dollars - now, WaitReason.NotFree));
    }

    /// <summary>Converts what is missing of the stablecoin, from what the account has most too much of.</summary>
    private void Make(AccountDrift account, Asset wanted, Exact dollars)
    {
        foreach (var (asset, _) in account.Assets.Where(asset => asset.Asset != wanted).OrderByDescending(asset => asset.Share.Excess))
        {
            var given = Least(dollars - Free(account.Venue, wanted), Free(account.Venue, asset));
            if (given.Sign > 0)
                Convert(account.Venue, asset, wanted, given);
        }
    }

    private void Convert(Venue venue, Asset from, Asset to, Exact dollars)
    {
        _free[(venue, from)] -= dollars;
        _free[(venue, to)] = Free(venue, to) + dollars;
        var same = _conversions.FindIndex(planned => planned.Venue == venue && planned.From == from && planned.To == to);
        if (same < 0)
            _conversions.Add(new PlannedConversion(venue, from, to, dollars));
        else
            _conversions[same] = _conversions[same] with { Dollars = _conversions[same].Dollars + dollars };
    }

    private Exact Free(Venue venue, Asset asset) => _free.GetValueOrDefault((venue, asset));

    private static Exact Least(Exact a, Exact b) => a < b ? a : b;
}
