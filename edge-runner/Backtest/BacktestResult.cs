using System.Globalization;
using Arbit.EdgeRunner.Backtest.Captures;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Measures;
using Arbit.Money;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>
/// What a back-test came to, as it is printed. Money is decimal text, exact, in dollars unless it says otherwise; costs are
/// positive.
/// </summary>
public sealed record BacktestResult(
    bool Simulated,
    IReadOnlyList<CaptureView> Captures,
    IReadOnlyList<string> Assumptions,
    string From,
    string To,
    decimal Seconds,
    long Frames,
    IReadOnlyList<VenueView> Venues,
    OpportunitiesView Opportunities,
    CyclesView Cycles,
    PnlView Pnl,
    IReadOnlyList<LegView> Legs,
    LedgerView Ledger,
    CapitalView Capital,
    TradingView Trading,
    string DecisionsHash)
{
    internal static BacktestResult Of(BacktestOutcome outcome)
    {
        var core = outcome.Core;
        var measures = core.Measures;
        var ended = core.Book.Ledger.Balances.Select(b => (b.Asset, b.Balance.Total)).ToList();
        return new BacktestResult(
            true,
            outcome.Surveys.Select(CaptureView.Of).ToList(),
            outcome.Assumptions,
            Text(outcome.From),
            Text(outcome.Until),
            InSeconds(outcome.Until - outcome.From),
            outcome.Assembly.Shards.Sum(shard => shard.Frames),
            outcome.Assembly.Shards.Select(shard => VenueView.Of(shard, outcome.Watch)).ToList(),
            OpportunitiesView.Of(outcome.Watch),
            CyclesView.Of(measures.Cycles, core.Book.Open.Count(cycle => cycle.Kind != PathKind.Residual)),
            PnlView.Of(measures.InDollars, outcome.Opening, ended),
            measures.Legs.Select(LegView.Of).ToList(),
            new LedgerView(core.Book.Ledger.Checks, core.Book.Ledger.Breaks),
            new CapitalView(outcome.StartValue.ToString(), outcome.Watch.CapitalNow().ToString()),
            new TradingView(core.Book.Trading.ToString(), core.Book.TradingReason),
            Convert.ToHexStringLower(outcome.DecisionsHash));
    }

    internal static string Text(long time) => DateTimeOffset.UnixEpoch.AddTicks(time / 100).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    internal static decimal InSeconds(long nanoseconds) => new Exact(nanoseconds, 9).Round(6, Rounding.HalfEven).ToDecimal();
}

/// <summary>One capture.</summary>
public sealed record CaptureView(string Path, string Kind, string From, string To, decimal Seconds, long Frames, IReadOnlyList<string> Venues)
{
    internal static CaptureView Of(CaptureSurvey survey) => new(
        survey.Capture.Name,
        survey.Capture is RecordingCapture ? "recording" : "folder",
        BacktestResult.Text(survey.Frames == 0 ? 0 : survey.From),
        BacktestResult.Text(survey.Until),
        survey.Frames == 0 ? 0 : BacktestResult.InSeconds(survey.Until - survey.From),
        survey.Frames,
        survey.Listed.Select(venue => venue.Venue).ToList());
}

/// <summary>One venue's stream. UptimeShare: of the time that it was heard, over its instruments, in which their books were proven (0 to 1).</summary>
public sealed record VenueView(string Venue, long Frames, long Malformed, long Breaks, int Instruments, double UptimeShare)
{
    internal static VenueView Of(VenueShard shard, BacktestWatch watch) => new(
        shard.Name,
        shard.Frames,
        shard.Malformed.Sum(),
        shard.Instruments.Sum(traded => traded.Book.Breaks),
        shard.Instruments.Count(),
        Math.Round(watch.UptimeOf(shard), 4));
}

/// <summary>A candidate that stays for the same reason is one.</summary>
public sealed record OpportunitiesView(long Seen, long Taken, IReadOnlyDictionary<string, long> Refused)
{
    internal static OpportunitiesView Of(BacktestWatch watch) => new(
        watch.Taken + watch.Refused.Values.Sum(),
        watch.Taken,
        watch.Refused.ToDictionary(refused => CamelCase(refused.Key.ToString()), refused => refused.Value, StringComparer.Ordinal));

    private static string CamelCase(string name) => char.ToLower(name[0], CultureInfo.InvariantCulture) + name[1..];
}

/// <summary>Open: still not closed when patience ended. WinRate: completed with profit ÷ attempted; null where none was.</summary>
public sealed record CyclesView(long Attempted, long Completed, long Recovered, long Unwound, long Held, long Missed, long Open, long Profitable, decimal? WinRate)
{
    internal static CyclesView Of(CycleCounts counts, int open)
    {
        var all = counts with { Attempted = counts.Attempted + open };
        return new CyclesView(all.Attempted, all.Completed, all.Recovered, all.Unwound, all.Held, all.Missed, open, all.Profitable, all.WinRate?.ToDecimal());
    }
}

/// <summary>
/// realised = expected − slippage − feeDifference − recovery − unfilled − held − basis − rounding, exactly. Fees are all that were
/// paid, which the others already hold. ByAsset is what each asset's sum over all accounts has changed by.
/// </summary>
public sealed record PnlView(
    string Expected,
    string Realised,
    string Fees,
    string Slippage,
    string FeeDifference,
    string Recovery,
    string Unfilled,
    string Held,
    string Basis,
    string Rounding,
    IReadOnlyDictionary<string, string> ByAsset)
{
    internal static PnlView Of(NetBreakdown net, IReadOnlyList<(Asset Asset, Amount Amount)> opening, IReadOnlyList<(Asset Asset, Amount Amount)> ended) => new(
        net.Expected.ToString(),
        net.Realised.ToString(),
        net.Fees.ToString(),
        net.Slippage.ToString(),
        net.FeeDifference.ToString(),
        net.Recovery.ToString(),
        net.Unfilled.ToString(),
        net.Held.ToString(),
        net.Basis.ToString(),
        net.Rounding.ToString(),
        ended.Concat(opening.Select(balance => (balance.Asset, -balance.Amount)))
            .GroupBy(balance => balance.Item1)
            .OrderBy(asset => asset.Key)
            .Select(asset => (asset.Key, Change: asset.Aggregate(Amount.Zero, (sum, balance) => sum + balance.Item2)))
            .Where(asset => asset.Change.Sign != 0)
            .ToDictionary(asset => asset.Key.Code, asset => asset.Change.ToString(), StringComparer.Ordinal));
}

/// <summary>One pair on one venue. Notionals and slippage in its quote asset; SlippageBps positive for a loss; null where nothing was filled.</summary>
public sealed record LegView(
    string Venue,
    string Symbol,
    long Orders,
    long OrdersFilled,
    long RecoveryOrders,
    decimal? FillRate,
    string ExpectedNotional,
    string RealisedNotional,
    string Slippage,
    decimal? SlippageBps,
    IReadOnlyDictionary<string, string> Fees,
    LegLatencyView LatencyMs)
{
    internal static LegView Of(LegMeasure leg) => new(
        leg.Venue.Name,
        leg.Symbol.ToString(),
        leg.Orders,
        leg.OrdersFilled,
        leg.RecoveryOrders,
        leg.FillRate?.ToDecimal(),
        leg.ExpectedNotional.ToString(),
        leg.RealisedNotional.ToString(),
        leg.Slippage.ToString(),
        leg.SlippageBps?.Value.ToDecimal(),
        leg.Fees.ToDictionary(fee => fee.Key.Code, fee => fee.Value.ToString(), StringComparer.Ordinal),
        new LegLatencyView(leg.SignalToConfirmation.Percentile(500) / 1e6, leg.SignalToConfirmation.Percentile(990) / 1e6));
}

/// <summary>From signal to confirmation, in milliseconds, within 6 %.</summary>
public sealed record LegLatencyView(double? P50, double? P99);

/// <summary>The ledger's identity.</summary>
public sealed record LedgerView(long Checks, long Breaks);

/// <summary>What all accounts are worth, at the first and the last prices; what has no price counts nothing.</summary>
public sealed record CapitalView(string Start, string End);

/// <summary>Whether it still traded at the end, and if not why.</summary>
public sealed record TradingView(string State, string Reason);
