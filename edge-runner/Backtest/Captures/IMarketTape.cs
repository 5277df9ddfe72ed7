using Arbit.EdgeRunner.Engine;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>
/// What the venues of a capture sent, in the order of its receipt, one input at a time: frames, snapshots, what connections said.
/// Never answers, timers or commands: those are the back-test's own.
/// </summary>
public interface IMarketTape : IDisposable
{
    EventKind Kind { get; }

    /// <summary>The venue's place in <see cref="ICapture.Venues"/>.</summary>
    int Venue { get; }

    /// <summary>Receipt, in Unix nanoseconds; never goes back.</summary>
    long Time { get; }

    /// <summary>The input, and behind it spare bytes where there are some; valid until <see cref="TryAdvance"/>.</summary>
    ReadOnlySpan<byte> Buffer { get; }

    int Length { get; }

    /// <summary>On to the next input, or the first; false at the end.</summary>
    bool TryAdvance();
}
