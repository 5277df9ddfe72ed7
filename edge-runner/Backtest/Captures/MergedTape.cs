using Arbit.EdgeRunner.Engine;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>Several tapes as one, by time; of the same time, by venue, so that it does not matter how they were put together.</summary>
/// <param name="tapes">With what their venues' numbers are here.</param>
internal sealed class MergedTape(IReadOnlyList<(IMarketTape Tape, Func<int, int> Venue)> tapes) : IMarketTape
{
    private readonly PriorityQueue<int, (long Time, int Venue, int Tape)> _waiting = new();
    private int _current = -1;
    private bool _isBegun;

    public EventKind Kind => tapes[_current].Tape.Kind;

    public int Venue => tapes[_current].Venue(tapes[_current].Tape.Venue);

    public long Time => tapes[_current].Tape.Time;

    public ReadOnlySpan<byte> Buffer => tapes[_current].Tape.Buffer;

    public int Length => tapes[_current].Tape.Length;

    public bool TryAdvance()
    {
        if (_isBegun)
        {
            Wait(_current);
        }
        else
        {
            _isBegun = true;
            for (var i = 0; i < tapes.Count; i++)
                Wait(i);
        }

        return _waiting.TryDequeue(out _current, out _);
    }

    public void Dispose()
    {
        foreach (var (tape, _) in tapes)
            tape.Dispose();
    }

    private void Wait(int tape)
    {
        if (tapes[tape].Tape.TryAdvance())
            _waiting.Enqueue(tape, (tapes[tape].Tape.Time, tapes[tape].Venue(tapes[tape].Tape.Venue), tape));
    }
}
