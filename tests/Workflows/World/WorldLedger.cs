using Arbit.Messages.Facts;
using Arbit.Money;

namespace Arbit.Tests.Workflows.World;

/// <summary>The edge's ledger, made small: every amount is at a place, free or claimed.</summary>
internal sealed class WorldLedger
{
    private readonly SortedDictionary<(string Place, string Asset), Amount> _total = [];
    private readonly SortedDictionary<string, (string Place, Asset Asset, Amount Left, DateTimeOffset? Until)> _claims = new(StringComparer.Ordinal);

    public IEnumerable<string> Claims => _claims.Keys;

    public Amount Total(string place, Asset asset) => _total.GetValueOrDefault((place, asset.Code));

    public Amount Claimed(string place, Asset asset)
        => _claims.Values.Where(claim => claim.Place == place && claim.Asset == asset).Aggregate(Amount.Zero, (sum, claim) => sum + claim.Left);

    public Amount Free(string place, Asset asset) => Total(place, asset) - Claimed(place, asset);

    /// <summary>Over all places.</summary>
    public SortedDictionary<string, Amount> Sums()
    {
        var sums = new SortedDictionary<string, Amount>(StringComparer.Ordinal);
        foreach (var ((_, asset), amount) in _total)
            sums[asset] = sums.GetValueOrDefault(asset) + amount;
        return sums;
    }

    public void Add(string place, Asset asset, Amount change)
    {
        var after = Total(place, asset) + change;
        if (after.Sign == 0)
            _total.Remove((place, asset.Code));
        else
            _total[(place, asset.Code)] = after;
    }

    public bool Holds(string claim, string place, Asset asset) => _claims.TryGetValue(claim, out var held) && held.Place == place && held.Asset == asset;

    public bool Knows(string claim) => _claims.ContainsKey(claim);

    public void Claim(string claim, string place, Asset asset, Amount amount, DateTimeOffset? until) => _claims.Add(claim, (place, asset, amount, until));

    /// <summary>What is left of it; it ends with nothing left.</summary>
    public Amount Draw(string claim, Amount wanted)
    {
        if (!_claims.TryGetValue(claim, out var held))
            return Amount.Zero;
        var drawn = Amount.Min(held.Left, wanted);
        _claims[claim] = held with { Left = held.Left - drawn };
        if (_claims[claim].Left.Sign == 0)
            _claims.Remove(claim);
        return drawn;
    }

    public Amount LeftOf(string claim) => _claims.TryGetValue(claim, out var held) ? held.Left : Amount.Zero;

    public void Release(string claim) => _claims.Remove(claim);

    public void Expire(DateTimeOffset now)
    {
        foreach (var over in _claims.Where(claim => claim.Value.Until <= now).Select(claim => claim.Key).ToList())
            _claims.Remove(over);
    }

    public IReadOnlyList<ToldBalance> Told()
        => [.. _total.Keys.Select(key => (key.Place, Asset: new Asset(key.Asset))).Select(at => new ToldBalance(at.Place, at.Asset, Free(at.Place, at.Asset), Claimed(at.Place, at.Asset)))];

    public override string ToString() => string.Join('\n', _total.Select(at => $"{at.Key.Place} {at.Key.Asset} {at.Value}").Concat(_claims.Select(claim => $"claim {claim.Key} {claim.Value.Left}")));
}
