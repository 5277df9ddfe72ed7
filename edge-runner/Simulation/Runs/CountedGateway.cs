using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Paper;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// The way to the venues' order side: counts what arrives there, over all of a bot's lives, and where a client order id comes a
/// second time. The process can die before and after each order.
/// </summary>
internal sealed class CountedGateway(PaperVenue paper, CrashPoints crashes) : IOrderGateway
{
    private readonly HashSet<string> _arrived = new(StringComparer.Ordinal);

    public long Sent { get; private set; }

    public long Duplicates { get; private set; }

    public void Send(Order order)
    {
        crashes.Reach("before an order");
        Sent++;
        if (_arrived.Add(order.Id))
            paper.Send(order);
        else
            Duplicates++;
        crashes.Reach("after an order");
    }

    public void Cancel(Order order) => paper.Cancel(order);

    public void LookUp(Order order) => paper.LookUp(order);

    public void AskAccount(Venue venue, long since) => paper.AskAccount(venue, since);
}
