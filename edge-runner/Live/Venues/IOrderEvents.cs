using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Guards;
using Arbit.EdgeRunner.Fees;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>Where a gateway's words go; called from any thread.</summary>
public interface IOrderEvents
{
    void Post(OrderReply reply);

    void Post(AccountReport report);

    void Post(AccountStanding standing);

    void Post(ReadFees fees);

    /// <summary>A question, or a post, that came to nothing known; for the log.</summary>
    void Unanswered(string why);
}
