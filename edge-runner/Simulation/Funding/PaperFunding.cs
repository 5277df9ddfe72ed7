using System.Collections.Concurrent;
using Arbit.Accounts;
using Arbit.EdgeRunner.Engine;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>
/// What the paper venues do outside trading, in a run: the model and the accounts belong to the engine's thread, so whoever asks from
/// another one queues, and is answered there between two events. Any thread asks; one thread answers.
/// </summary>
public sealed class PaperFunding : IEngineGuest, IDisposable
{
    private readonly ConcurrentQueue<Action<bool>> _asked = new();
    private readonly SimulatedFunding _funding;
    private readonly EngineInbox _inbox;
    private volatile bool _hasEnded;

    /// <param name="funding">Over the paper venue's accounts.</param>
    /// <param name="inbox">Whose thread answers.</param>
    /// <param name="symbols">The pairs whose fees are told, by venue.</param>
    public PaperFunding(SimulatedFunding funding, EngineInbox inbox, Func<Venue, IReadOnlyList<Symbol>> symbols)
    {
        (_funding, _inbox) = (funding, inbox);
        Accounts = funding.Venues.Select(venue => (IVenueFunding)new PaperVenueFunding(this, new SimulatedVenueFunding(funding, venue, new Lock(), symbols(venue)))).ToList();
    }

    /// <summary>One a venue.</summary>
    public IReadOnlyList<IVenueFunding> Accounts { get; }

    public long NextDue => _asked.IsEmpty ? _funding.NextDue : 0;

    public void Turn(long now)
    {
        if (_funding.NextDue <= now)
            _funding.Advance(now);
        // So many as there are now: the engine's own events come next, however many more are asked.
        for (var left = _asked.Count; left > 0 && _asked.TryDequeue(out var answer); left--)
        {
            _funding.Advance(now);
            answer(true);
        }
    }

    /// <summary>Once the engine's thread has ended: who still waits is told that nothing was done.</summary>
    public void End()
    {
        _hasEnded = true;
        while (_asked.TryDequeue(out var answer))
            answer(false);
    }

    public void Dispose()
    {
        End();
        _funding.Dispose();
    }

    internal async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var answered = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue(isThere =>
        {
            // Who has stopped waiting is not served: what nobody hears of must not be done.
            if (!isThere || cancellation.IsCancellationRequested)
                answered.TrySetCanceled(CancellationToken.None);
            else
                answered.TrySetResult(Run(ask));
        });
        _inbox.Knock();
        if (_hasEnded)
            End();
        return await await answered.Task;
    }

    /// <summary>What it throws is the asker's: the engine's thread goes on.</summary>
    private static Task<T> Run<T>(Func<Task<T>> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
