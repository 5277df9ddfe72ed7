namespace Arbit.EdgeRunner.Workflows;

/// <summary>Does some work on the thread pool whenever it is wanted, never twice at a time, and never too seldom.</summary>
/// <param name="work">Does all that there is to do. It keeps its own failures.</param>
internal sealed class BackgroundPump(Action work)
{
    private int _isRunning;
    private int _isWanted;

    /// <summary>There is something to do, or may be.</summary>
    public void Want()
    {
        Volatile.Write(ref _isWanted, 1);
        if (Interlocked.CompareExchange(ref _isRunning, 1, 0) != 0)
            return;
        ThreadPool.UnsafeQueueUserWorkItem(static pump => pump.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        Volatile.Write(ref _isWanted, 0);
        try
        {
            work();
        }
        catch (Exception)
        {
            // It is kept, and thrown at whoever asks for something.
        }

        Interlocked.Exchange(ref _isRunning, 0);

        // Wanted again meanwhile: that one did not begin, as there was this one.
        if (Volatile.Read(ref _isWanted) != 0)
            Want();
    }
}
