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
            }
            : usual with { PartialPerMille = 0, RejectPerMille = 0, LostAnswerPerMille = 0, LostOrderPerMille = 0 };
    }

    /// <summary>What can be told from the venue's record afterwards.</summary>
    public static void Count(PaperVenue paper, CountedGateway gateway, Tally tally)
    {
        tally.Count(FaultKind.LostOrder, gateway.Sent - gateway.Duplicates - paper.Orders.Count);
        tally.Count(FaultKind.RejectedOrder, paper.Orders.Count(order => order.Rejected));
        tally.Count(FaultKind.PartialFill, paper.Orders.Count(order => order.Done && !order.Filled.IsZero && order.Filled < order.Quantity));
    }
}
