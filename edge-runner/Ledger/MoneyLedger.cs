using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Ledger;

/// <summary>
/// Every amount, somewhere, at all times: by place and asset, free or reserved. Sums over places change only by deposits, fills
/// and fees, and those are summed a second time on their own; <see cref="Check"/> holds the two against each other. One thread.
/// </summary>
public sealed class MoneyLedger : IWallet
{
    private readonly SortedDictionary<(Place, Asset), Balance> _balances = [];
    private readonly Dictionary<(string, string), Balance> _byName = [];
    private readonly SortedDictionary<Asset, Amount> _flows = [];

    /// <summary>Identity checks made.</summary>
    public long Checks { get; private set; }

    /// <summary>Checks that failed: any at all halts trading.</summary>
    public long Breaks { get; private set; }

    public IEnumerable<(Place Place, Asset Asset, Balance Balance)> Balances => _balances.Select(b => (b.Key.Item1, b.Key.Item2, b.Value));

    public Amount Free(Venue venue, Asset asset)
        => _byName.TryGetValue((venue.Name, asset.Code), out var balance) ? balance.Free : Amount.Zero;

    public Amount Reserved(Venue venue, Asset asset)
        => _byName.TryGetValue((venue.Name, asset.Code), out var balance) ? balance.Reserved : Amount.Zero;

    /// <summary>The same at any place.</summary>
    public Amount FreeAt(Place place, Asset asset)
        => _byName.TryGetValue((place.Name, asset.Code), out var balance) ? balance.Free : Amount.Zero;

    /// <summary>Money that comes from outside: the opening balance, a deposit.</summary>
    public void Deposit(Place place, Asset asset, Amount amount)
    {
        if (amount.Sign < 0)
            throw new LedgerBrokenException($"A deposit of {amount} {asset} is negative.");
        At(place, asset).Free += amount;
        Flow(asset, amount);
    }

    /// <summary>
    /// As it stood when a journal's segment began. It may stand below zero, where a venue's word said so: a start that refuses
    /// that would fail for ever, and <see cref="Check"/> says it anyway.
    /// </summary>
    public void Restore(Place place, Asset asset, Amount amount)
    {
        At(place, asset).Free += amount;
        Flow(asset, amount);
    }

    /// <summary>Claims an amount; false (and nothing changed) where less is free.</summary>
    public bool TryReserve(Place place, Asset asset, Amount amount)
    {
        var balance = At(place, asset);
        if (amount.Sign < 0 || balance.Free < amount)
            return false;
        balance.Free -= amount;
        balance.Reserved += amount;
        return true;
    }

    /// <summary>
    /// A claim as it stood when a journal's segment began, whatever is free: a venue's word may have put the place below it meanwhile.
    /// </summary>
    public void RestoreClaim(Place place, Asset asset, Amount amount)
    {
        var balance = At(place, asset);
        balance.Free -= amount;
        balance.Reserved += amount;
    }

    /// <summary>Gives back what was claimed and not spent.</summary>
    public void Release(Place place, Asset asset, Amount amount)
    {
        var balance = At(place, asset);
        if (amount.Sign < 0 || balance.Reserved < amount)
            throw new LedgerBrokenException($"{amount} {asset} at {place} are to be released, {balance.Reserved} are reserved.");
        balance.Reserved -= amount;
        balance.Free += amount;
    }

    /// <summary>
    /// Money that left a place for good: sold, paid, or taken as a fee. First out of what was reserved for it. A venue's word is a
    /// fact even where more left than was free: then the place stands below zero, and is <see cref="Overdrawn"/>.
    /// </summary>
    /// <param name="place">From where.</param>
    /// <param name="asset">Of what.</param>
    /// <param name="amount">How much.</param>
    /// <param name="reserved">How much of it was reserved; the rest comes out of what is free.</param>
    public void Spend(Place place, Asset asset, Amount amount, Amount reserved)
    {
        var balance = At(place, asset);
        var fromFree = amount - reserved;
        if (amount.Sign < 0 || reserved.Sign < 0 || fromFree.Sign < 0 || balance.Reserved < reserved)
            throw new LedgerBrokenException($"{amount} {asset} at {place} are to be spent, {reserved} of it reserved; {balance.Free} are free and {balance.Reserved} reserved.");
        balance.Reserved -= reserved;
        balance.Free -= fromFree;
        Flow(asset, -amount);
    }

    /// <summary>Moves what was reserved for it from one place to another: no sum over places changes.</summary>
    public void Move(Place from, Place to, Asset asset, Amount amount) => Move(from, to, asset, amount, amount);

    /// <summary>
    /// The same where only a part was reserved for it: the rest comes out of what is free, and below that where more left than was there,
    /// because it is a fact of the world by then.
    /// </summary>
    public void Move(Place from, Place to, Asset asset, Amount amount, Amount reserved)
    {
        var balance = At(from, asset);
        if (amount.Sign < 0 || reserved.Sign < 0 || amount < reserved || balance.Reserved < reserved)
            throw new LedgerBrokenException($"{amount} {asset} are to be moved from {from} to {to}, {reserved} of it reserved; {balance.Reserved} are reserved.");
        balance.Reserved -= reserved;
        balance.Free -= amount - reserved;
        At(to, asset).Free += amount;
    }

    /// <summary>Money that a fill yielded, after its fee.</summary>
    public void Receive(Place place, Asset asset, Amount amount)
    {
        if (amount.Sign < 0)
            throw new LedgerBrokenException($"{amount} {asset} cannot be received.");
        At(place, asset).Free += amount;
        Flow(asset, amount);
    }

    /// <summary>
    /// Where less than nothing is; null where nowhere. News comes in any order: a late fill (lesson L01) can spend here what another
    /// order, whose answer is still missing, has brought in at the venue. So it is no break of the identity, but nothing new begins
    /// meanwhile, and it has to heal.
    /// </summary>
    public (Place Place, Asset Asset, Amount Total)? Overdrawn
    {
        get
        {
            foreach (var ((place, asset), balance) in _balances)
            {
                if (balance.Total.Sign < 0)
                    return (place, asset, balance.Total);
            }

            return null;
        }
    }

    /// <summary>Is the sum over places what came in less what went out, to the last digit, and is no claim less than nothing?</summary>
    public bool Check()
    {
        Checks++;
        var sums = new SortedDictionary<Asset, Amount>();
        var sound = true;
        foreach (var ((_, asset), balance) in _balances)
        {
            sums[asset] = sums.GetValueOrDefault(asset) + balance.Total;
            sound &= balance.Reserved.Sign >= 0;
        }

        foreach (var (asset, sum) in sums)
            sound &= _flows.GetValueOrDefault(asset) == sum;
        if (!sound)
            Breaks++;
        return sound;
    }

    /// <summary>Free and reserved of an asset at one place.</summary>
    public Amount TotalAt(Place place, Asset asset)
        => _byName.TryGetValue((place.Name, asset.Code), out var balance) ? balance.Total : Amount.Zero;

    public Amount TotalOf(Asset asset) => _flows.GetValueOrDefault(asset);

    private Balance At(Place place, Asset asset)
    {
        if (_balances.TryGetValue((place, asset), out var balance))
            return balance;
        balance = new Balance();
        _balances.Add((place, asset), balance);
        _byName.Add((place.Name, asset.Code), balance);
        return balance;
    }

    private void Flow(Asset asset, Amount change) => _flows[asset] = _flows.GetValueOrDefault(asset) + change;
}
