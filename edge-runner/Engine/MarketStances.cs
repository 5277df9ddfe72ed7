using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Fees;
using Arbit.EdgeRunner.Scanner;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// What the Market Scanner and the Fees Manager say, told to the paths when it changes: rarely, so that no look at a path has to ask.
/// </summary>
public sealed class MarketStances
{
    private readonly MarketScanner _scanner;
    private readonly IReadOnlyList<CyclePath> _paths;
    private readonly Detector _detector;
    private readonly AuditTrail _audit;
    private readonly ScannedMarket[][] _marketsOf;

    public MarketStances(MarketScanner scanner, IReadOnlyList<CyclePath> paths, Detector detector, AuditTrail audit)
    {
        (_scanner, _paths, _detector, _audit) = (scanner, paths, detector, audit);
        _marketsOf = paths.Select(scanner.Of).ToArray();
        AdmitAll();
    }

    /// <summary>Verdicts as they are now; paths whose verdict has changed follow it.</summary>
    public void Look(long now)
    {
        var changed = false;
        foreach (var market in _scanner.Markets)
        {
            var before = market.Stance;
            if (!_scanner.Look(market, now))
                continue;
            changed = true;
            _audit.Add(now, "scanner", market.Base.Code, $"{before.Words} to {market.Stance.Words}: {market.Why}");
        }

        if (!changed)
            return;
        foreach (var path in _paths)
        {
            var stance = StanceOf(path);
            if (stance != path.Stance)
                _detector.Follow(path, stance);
        }
    }

    /// <summary>What an account pays has changed: thresholds and look-ups of every path are prepared again.</summary>
    public void OnFees(FeesManager fees, long now)
    {
        AdmitAll();
        foreach (var account in fees.Accounts)
        {
            if (account.Discount is { } discount)
                _audit.Add(now, "fees", account.Venue.Name, $"{discount.Asset} discount {(account.Counts ? "counted on" : "not counted on")}");
            if (account.Allowance is { } allowance)
                _audit.Add(now, "fees", account.Venue.Name, $"zero-fee allowance {(account.IsFree ? "counted on" : "not counted on")}, {allowance.Left?.ToString() ?? "an unknown part"} of {allowance.PerMonth} USD left");
        }
    }

    private void AdmitAll()
    {
        foreach (var path in _paths)
        {
            _detector.Admit(path);
            _detector.Follow(path, StanceOf(path));
        }
    }

    private MarketStance StanceOf(CyclePath path)
    {
        var markets = _marketsOf[path.Id];
        return markets.Length == 0 ? MarketStance.Normal : markets.Skip(1).Aggregate(markets[0].Stance, (worst, market) => worst.WorseOf(market.Stance));
    }
}
