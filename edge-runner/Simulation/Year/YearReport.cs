using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Arbit.Money;
using Arbit.Workflows;
using Arbit.Workflows.Conversions;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Sweeps;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What simulated days came to, as they are printed. Money in dollars at the market's true prices, as decimal text.</summary>
public sealed record YearReport(
    int Days,
    ulong Seed,
    YearSignalFigures Signals,
    long Flips,
    long Rebalances,
    long Conversions,
    YearTransferFigures Transfers,
    string CostShareOfCapital,
    long Sweeps,
    YearLedgerFigures Ledger,
    long SentTwice,
    YearCapitalFigures Capital,
    string DecisionsHash,
    YearRunFigures Run,
    IReadOnlyList<string> Findings)
{
    private const int ShareDecimals = 6;
    private const int TransferPage = 100_000;

    /// <summary>What must hold whatever goes wrong.</summary>
    [JsonIgnore]
    public bool IsSound => Ledger.Breaks == 0 && SentTwice == 0 && Run.Failures == 0;

    [JsonIgnore]
    internal IReadOnlyList<YearDay> Course { get; init; } = [];

    [JsonIgnore]
    internal IReadOnlyList<WorkflowView> Told { get; init; } = [];

    internal static async Task<YearReport> OfAsync(
        YearPlan plan, YearTally tally, YearEdge edge, YearSlow slow, YearCosts costs, YearPerson person, TimeSpan wall)
    {
        var views = (await slow.Host!.ListAsync(int.MaxValue, CancellationToken.None)).Reverse().ToList();
        var rebalancing = (await slow.Store.ListAsync("transfers", "rebalance", "", TransferPage, CancellationToken.None)).Select(row => WorkflowJson.Read<TransferCost>(row.Json).Record.Rebalance).Distinct(StringComparer.Ordinal).Count();
        var cost = costs.Dollars;
        var book = edge.Book!;
        var average = tally.Days.Aggregate(Exact.Zero, (sum, day) => sum + day.Capital.Value).Divide(new Exact(tally.Days.Count, 0), Amount.Decimals, Rounding.HalfEven);
        var perYear = cost.Value * new Exact(365, 0);
        var (first, last) = (tally.Days[0], tally.Days[^1]);
        edge.Die();
        return new YearReport(
            plan.Days,
            plan.Seed,
            new YearSignalFigures(tally.SignalsReceived, tally.SignalsDuplicate, tally.SignalsRefused),
            ResultsOf<ModeFlipResult>(views, "mode-flip").Count(flip => flip.Text.EndsWith("done", StringComparison.Ordinal) || flip.Superseded),
            ResultsOf<RebalanceResult>(views, "rebalance").Count(result => result.Conversions + result.Transfers > 0),
            ResultsOf<ConversionResult>(views, "conversion").Count(result => result.Received.Sign > 0),
            new YearTransferFigures(costs.Count, Cents(cost), rebalancing == 0 ? "0" : Cents(Amount.From(cost.Value.Divide(new Exact(rebalancing, 0), Amount.Decimals, Rounding.HalfEven)))),
            perYear.Divide(new Exact(plan.Days, 0) * average, ShareDecimals, Rounding.HalfEven).ToString(),
            ResultsOf<SweepResult>(views, "sweep").Count(result => result.IsSwept),
            new YearLedgerFigures(tally.LedgerChecks + book.Ledger.Checks, tally.LedgerBreaks + book.Ledger.Breaks),
            slow.Accounts.Sum(account => account.SentTwice) + edge.OrdersSentTwice,
            new YearCapitalFigures(Cents(first.Capital), Cents(last.Capital), last.ByPlace.Where(place => place.Value.Sign != 0).ToDictionary(place => place.Key, place => Cents(place.Value), StringComparer.Ordinal)),
            Convert.ToHexStringLower(HashOf(edge, views)),
            new YearRunFigures(
                edge.Lives, slow.Lives, views.Count, tally.Failures, edge.OrdersSent, costs.Gold, Cents(costs.GoldDollars), costs.Returned, person.Approved, person.Refused, Math.Round((decimal)wall.TotalSeconds, 3)),
            tally.Findings)
        {
            Course = tally.Days,
            Told = views,
        };
    }

    private static List<T> ResultsOf<T>(IEnumerable<WorkflowView> views, string workflow)
        => views.Where(view => view.Workflow == workflow && view.Result is not null).Select(view => WorkflowJson.Read<T>(view.Result!)).ToList();

    private static string Cents(Amount amount) => amount.Value.Round(2, Rounding.HalfEven).ToString();

    /// <summary>Every decision of the edge, and every workflow with what it came to.</summary>
    private static byte[] HashOf(YearEdge edge, IEnumerable<WorkflowView> views)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var life in edge.Hashes)
            hash.AppendData(life);
        foreach (var view in views)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{view.InstanceId}|{view.State}|{view.BegunAt.UtcTicks}|{view.ChangedAt.UtcTicks}|{view.Result}\n")));
        return hash.GetCurrentHash();
    }
}

/// <summary>Alerts at the door, by what became of them.</summary>
public sealed record YearSignalFigures(long Received, long Duplicate, long Refused);

/// <summary>Transfers between accounts by the venues' own books; gold to the cold wallet is none.</summary>
public sealed record YearTransferFigures(long Count, string Cost, string AverageCostPerRebalance);

/// <summary>The ledger's own checks and the comparisons with the venues.</summary>
public sealed record YearLedgerFigures(long Checks, long Breaks);

/// <summary>All but the cold wallet; by place with it.</summary>
public sealed record YearCapitalFigures(string Start, string End, IReadOnlyDictionary<string, string> ByPlace);

/// <summary>How it went.</summary>
public sealed record YearRunFigures(
    int EdgeLives, int SlowLives, long Workflows, long Failures, long Orders, long GoldWithdrawals, string GoldCost, long Returned, long Approved, long Refused, decimal WallSeconds);
