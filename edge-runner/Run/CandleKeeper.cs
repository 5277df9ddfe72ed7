using Arbit.EdgeRunner.Scanner;

namespace Arbit.EdgeRunner.Run;

/// <summary>
/// Keeps what the scanner saw of its days: every five minutes and at the end, so that a restart at noon knows the morning. The engine's thread copies; another writes.
/// </summary>
public sealed class CandleKeeper(MarketScanner scanner, ICandleStore store) : IAsyncDisposable
{
    private const long Every = 300_000_000_000;

    private Task _writing = Task.CompletedTask;
    private long _next;

    /// <summary>On the engine's thread; a write that is still under way is not waited for.</summary>
    public void OnPublish(long now)
    {
        if (_next == 0)
            _next = now + Every;
        if (now < _next || !_writing.IsCompleted)
            return;
        _next = now + Every;
        var history = scanner.ToHistory();
        _writing = Task.Run(() => store.Save(history));
    }

    /// <summary>Once more, when the engine has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.ConfigureAwait(false);
        store.Save(scanner.ToHistory());
    }
}
