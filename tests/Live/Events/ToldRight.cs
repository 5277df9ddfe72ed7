using Arbit.Messages;

namespace Arbit.Tests.Live.Events;

/// <summary>A right that a test gives and takes.</summary>
internal sealed class ToldRight : IReadingRight
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Level { get; private set; } = -1;

    public void Give(long level)
    {
        Level = level;
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    public async Task<long> WaitAsync(long above, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = _changed.Task;
            if (Level > above)
                return Level;
            await changed.WaitAsync(cancellation);
        }
    }

    public bool Allows(long level) => Level == level;
}
