using Arbit.EdgeRunner.Execution.Paper;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>How the venues' order side behaves in an episode: as configured, and worse.</summary>
internal static class OrderFaults
{
    public static PaperSettings Of(EpisodePlan plan, SeededRandom random)
    {
        var seed = (int)random.Below(int.MaxValue);
        var usual = plan.Settings.Paper with { Seed = seed };
        return plan.Has(SimulatedFaults.Orders)
            ? usual with
            {
                PartialPerMille = Math.Max(usual.PartialPerMille, 100),
                RejectPerMille = Math.Max(usual.RejectPerMille, 20),
                LostAnswerPerMille = Math.Max(usual.LostAnswerPerMille, 20),
                LostOrderPerMille = Math.Max(usual.LostOrderPerMille, 20),
                AckFirstPerMille = Math.Max(usual.AckFirstPerMille, 200),
                DoubledAnswerPerMille = Math.Max(usual.DoubledAnswerPerMille, 50),
                LateAnswerPerMille = Math.Max(usual.LateAnswerPerMille, 30),
                FillAfterEndPerMille = Math.Max(usual.FillAfterEndPerMille, 20),
                LookUpMissesPerMille = Math.Max(usual.LookUpMissesPerMille, 200),
                PartThenRestPerMille = Math.Max(usual.PartThenRestPerMille, 50),
            }
            : PaperSettings.Faultless with { Seed = seed, Latency = usual.Latency, LatencySpread = usual.LatencySpread };
    }

    /// <summary>What can be told from the venue's record afterwards.</summary>
    public static void Count(PaperVenue paper, CountedGateway gateway, Tally tally)
    {
        var orders = paper.Accounts.SelectMany(account => account.Ended.Concat(account.Pending)).ToList();
        tally.Count(FaultKind.LostOrder, gateway.Sent - gateway.Duplicates - orders.Count);
        tally.Count(FaultKind.RejectedOrder, orders.Count(order => order.Rejected));
        tally.Count(FaultKind.PartialFill, orders.Count(order => order.Done && !order.Filled.IsZero && order.Filled < order.Quantity));
    }
}
