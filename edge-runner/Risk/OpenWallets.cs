using Arbit.EdgeRunner.Detection;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Risk;

/// <summary>
/// A cross cycle moves a coin's stock from the venue that sells it to the one that buys it; to be repeated it has to come back on
/// a network that the buying venue withdraws on and the selling venue takes deposits on. Where none is, the spread is what the
/// closed wallet makes it (lesson L26), and it is not traded. Of a coin that nothing was said about, wallets are open.
/// </summary>
public sealed class OpenWallets : ITradeGate, IStopSource
{
    private readonly IReadOnlyList<CyclePath> _paths;
    private readonly SortedDictionary<(Venue, Asset), SortedDictionary<string, WalletStatus>> _wallets = [];
    private readonly bool[] _closed;

    public OpenWallets(IReadOnlyList<CyclePath> paths, IReadOnlyList<WalletStatus> known)
    {
        _paths = paths;
        _closed = new bool[paths.Count];
        Take(known);
    }

    /// <summary>What venues say now, network by network; what they do not mention stays as it was.</summary>
    public void Take(IReadOnlyList<WalletStatus> statuses)
    {
        foreach (var status in statuses)
        {
            if (!_wallets.TryGetValue((status.Venue, status.Asset), out var networks))
                _wallets.Add((status.Venue, status.Asset), networks = new SortedDictionary<string, WalletStatus>(StringComparer.Ordinal));
            networks[status.Network] = status;
        }

        foreach (var path in _paths)
            _closed[path.Id] = path.Kind == PathKind.Cross && IsClosed(path);
    }

    public RefusalReason Check(CyclePath path, long now) => _closed[path.Id] ? RefusalReason.WalletClosed : RefusalReason.None;

    public IEnumerable<Stop> StopsAt(long now)
    {
        foreach (var ((venue, asset), networks) in _wallets)
        {
            var since = networks.Values.Max(status => status.AsOf);
            var (stuck, shut) = (!networks.Values.Any(status => status.WithdrawEnabled), !networks.Values.Any(status => status.DepositEnabled));
            if (stuck || shut)
                yield return new Stop(StopScope.Asset, $"{asset} at {venue}", $"it cannot be {(stuck && shut ? "moved in or out" : stuck ? "withdrawn" : "deposited")} on any network", since, "by itself, when the venue opens the wallet");
        }
    }

    private bool IsClosed(CyclePath path)
    {
        var asset = path.Legs[0].Receives;
        var from = _wallets.GetValueOrDefault((path.Legs[0].Instrument.Venue, asset));
        var to = _wallets.GetValueOrDefault((path.Legs[^1].Instrument.Venue, asset));
        var outward = from?.Values.Where(status => status.WithdrawEnabled).Select(status => status.Network);
        var inward = to?.Values.Where(status => status.DepositEnabled).Select(status => status.Network);
        return (outward, inward) switch
        {
            (null, null) => false,
            (null, not null) => !inward.Any(),
            (not null, null) => !outward.Any(),
            _ => !outward.Intersect(inward, StringComparer.Ordinal).Any(),
        };
    }
}
