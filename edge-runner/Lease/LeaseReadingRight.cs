using Arbit.Messages;

namespace Arbit.EdgeRunner.Lease;

/// <summary>Commands are for whoever holds the lease on trading: the level is the lease's epoch, so a new holder fences the one before.</summary>
/// <param name="guard">Of the lease.</param>
/// <param name="time">Its clock.</param>
public sealed class LeaseReadingRight(LeaseGuard guard, TimeProvider time) : IReadingRight
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    public async Task<long> WaitAsync(long above, CancellationToken cancellation)
    {
        while (true)
        {
            var epoch = guard.Epoch;
            if (epoch > above && guard.Allows(epoch))
                return epoch;
            await Task.Delay(AskEvery, time, cancellation);
        }
    }

    public bool Allows(long level) => guard.Allows(level);
}
