using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>How far the market goes before the bot is asked again: no further than orders, cycles and dislocations allow.</summary>
internal sealed class EpisodePace(SimulatedMarket market, SimulatedLines lines, DateTimeOffset start)
{
    private static readonly TimeSpan OrderStep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BusyStep = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan CalmStep = TimeSpan.FromSeconds(2);
    private const long LongOpen = 30_000_000_000;
    private const int BusyPace = 4;

    /// <summary>For the market's next step; null while the process is down.</summary>
    public void Set(Life? life)
    {
        market.Step = NextStep(life);
        market.Pace = market.Running.Count > 0 ? BusyPace : 1;
    }

    /// <summary>Long where nothing is under way; always so that what comes at round times stays on them.</summary>
    private TimeSpan NextStep(Life? life)
    {
        var since = market.Now - start;
        var wanted = WantedStep(life);
        if (wanted == CalmStep && since.Ticks % CalmStep.Ticks != 0)
            wanted = BusyStep;
        return wanted == BusyStep && since.Ticks % BusyStep.Ticks != 0 ? OrderStep : wanted;
    }

    private TimeSpan WantedStep(Life? life)
    {
        if (life is null)
            return CalmStep;
        var isBusy = market.Running.Count > 0 || lines.IsBusy;
        foreach (var cycle in life.Book.Open)
        {
            foreach (var order in cycle.Orders)
            {
                if (order.State is OrderState.Sent or OrderState.Open)
                    return OrderStep;
            }

            isBusy |= life.Engine.Now - cycle.OpenedAt < LongOpen;
        }

        return isBusy ? BusyStep : CalmStep;
    }
}
