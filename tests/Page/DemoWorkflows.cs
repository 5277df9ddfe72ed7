using Arbit.EdgeRunner.Slow;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Slow;
using Arbit.Strategy;
using Arbit.Strategy.Transfers;
using Arbit.Workflows;
using Arbit.Workflows.Modes;
using Arbit.Workflows.Rebalancing;
using Arbit.Workflows.Transfers;

namespace Arbit.Tests.Page;

/// <summary>Invented workflows, one of each look: asking, waiting, done, failed.</summary>
internal static class DemoWorkflows
{
    public const string Asking = "rebalance-2026-01-09-1-t1";
    public const string Question = "Sends 1500 USDT from binance to kraken over tron for 1 USD (AverageFee). Restores the accounts' shares.";
    private static readonly DateTimeOffset Begun = new(2026, 1, 9, 12, 0, 0, TimeSpan.Zero);

    public static SignalCounts Signals { get; } = new(12, 3, 1, 0, Begun);

    public static SlowSettings Settings { get; } = new()
    {
        Dollars = [new Asset("USDT"), new Asset("USD")],
        Stablecoins = [new Asset("USDT")],
        Venues = ["binance", "kraken", "kucoin"],
        BtcFuel = new FuelShares(Bps.From(8500m), Bps.From(1500m), Bps.From(0m)),
        GoldFuel = new FuelShares(Bps.From(1500m), Bps.From(0m), Bps.From(8500m)),
        AssetWeights = new Dictionary<string, int>(StringComparer.Ordinal) { ["USDT"] = 1, ["USD"] = 1, ["BTC"] = 1 },
    };

    public static IReadOnlyList<WorkflowView> All() =>
    [
        Transfer(),
        View("sweep-2026-01", "sweep", 3) with { Status = new WorkflowStatus("3.21 USD of 21.40 USD profit would go to the cold wallet as gold") { WaitingFor = "a person's button, until the month ends" } },
        View("rebalance-2026-01-09-1", "rebalance", 2) with
        {
            Status = new WorkflowStatus("transfers 1500 USDT from binance to kraken")
            {
                WaitingFor = "the transfer",
                Done = ["0.01 BTC became 918.42 USDT at binance"],
                Details = WorkflowJson.Write(new DriftShown([new DriftLine("binance", Exact.Parse("4100"), Exact.Parse("3000"), Exact.Parse("12.3333"), true), new DriftLine("kraken", Exact.Parse("1900"), Exact.Parse("3000"), Exact.Parse("-12.3333"), false)], [])),
            },
        },
        View("mode-flip-7", "mode-flip", 1) with
        {
            State = WorkflowState.Completed,
            Input = WorkflowJson.Write(new ModeFlip(7, TradingMode.Gold, TradingMode.Btc, "buy INDEX:BTCUSD")),
            Status = new WorkflowStatus("mode Btc, epoch 7: done") { Done = ["the edge is in mode Btc, its capital divided anew", "G-Bot sells gold: nothing to sell"] },
            Result = """{"epoch":7}""",
        },
        View("fee-refresh-2026-01-09", "fee-refresh", 0) with { State = WorkflowState.Failed, Failure = "kucoin did not answer within ten tries: <b>503</b>" },
    ];

    private static WorkflowView Transfer() => View(Asking, "transfer", 4) with
    {
        Input = WorkflowJson.Write(new TransferOrder(new Asset("USDT"), Amount.Parse("1500"), Price.Parse("1"), new Venue("binance"), "kraken", "rebalance-2026-01-09-1", true, Amount.Parse("9000"), "Restores the accounts' shares.")),
        Status = new WorkflowStatus("waits for approval")
        {
            WaitingFor = "a person's yes or no",
            NeedsDecision = true,
            Question = Question,
            Done = ["asked binance and kraken for their networks of USDT"],
            Details = WorkflowJson.Write<IReadOnlyList<NetworkCandidate>>(
            [
                new NetworkCandidate("tron", Amount.Parse("1"), Exact.Parse("3"), true, NetworkWhy.Chosen),
                new NetworkCandidate("bsc", Amount.Parse("1.3"), Exact.Parse("3"), true, NetworkWhy.Dearer),
                new NetworkCandidate("ethereum", Amount.Parse("4.5"), Exact.Parse("5"), false, NetworkWhy.Erc20TooSmall),
                new NetworkCandidate("solana", null, null, false, NetworkWhy.WithdrawalsSuspended),
            ]),
        },
    };

    private static WorkflowView View(string id, string workflow, int minute)
        => new(id, workflow, 1, WorkflowState.Running, Begun.AddMinutes(minute), Begun.AddMinutes(minute + 1), null, null, null);
}
