using System.Collections.Concurrent;
using Arbit.Accounts;
using Arbit.Live.Venues;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// Keeps each account's own stream open, which tells of orders as they are filled; while it is down, and at a venue without one, they are
/// asked for. A stream is a quicker word, never the only one: whoever waits for it has a time to ask at.
/// </summary>
/// <param name="venues">With the trading keys.</param>
/// <param name="log">Takes what comes up and what goes down.</param>
/// <param name="time">Its clock.</param>
public sealed class OrderStreams(IReadOnlyDictionary<Venue, SdkVenue> venues, Action<string> log, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Venue, OrderStream> _open = new();
    private readonly ConcurrentDictionary<Venue, string> _problems = new();
    private Task _listening = Task.CompletedTask;

    /// <summary>Whether an order's end is told by the venue, as far as its connection shows.</summary>
    public bool IsUp(Venue venue) => _open.TryGetValue(venue, out var stream) && stream.IsUp;

    /// <summary>For people: which venues' orders are asked for, that could be told.</summary>
    public IEnumerable<string> Problems => _problems.Values;

    /// <param name="heard">Takes what the venues tell; called from any thread.</param>
    /// <param name="restored">A stream is up again: what happened in between was not told.</param>
    public void Start(Action<Venue, OrderNews> heard, Action<Venue> restored)
        => _listening = Task.WhenAll(venues.Values.Select(venue => Task.Run(() => ListenAsync(venue, heard, restored))));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ListenAsync(SdkVenue venue, Action<Venue, OrderNews> heard, Action<Venue> restored)
    {
        while (true)
        {
            try
            {
                await using var stream = await venue.ListenAsync(news => heard(venue.Venue, news), _stopping.Token);
                if (stream is null)
                    return;
                await StayAsync(venue.Venue, stream, restored);
            }
            catch (Exception e) when (e is FundingUnansweredException or FundingRefusedException)
            {
                Tell(venue.Venue, $"the order stream of {venue.Venue} cannot be opened, its orders are asked for instead: {e.Message}");
            }

            await Task.Delay(Again, time, _stopping.Token);
        }
    }

    /// <summary>Until it ends for good.</summary>
    private async Task StayAsync(Venue venue, OrderStream stream, Action<Venue> restored)
    {
        stream.Changed = isUp =>
        {
            Tell(venue, isUp ? null : $"the order stream of {venue} is down, its orders are asked for meanwhile");
            if (isUp)
                restored(venue);
        };
        _open[venue] = stream;
        Tell(venue, null);

        // Those posted while it was down are in nobody's ear but this one's.
        restored(venue);
        try
        {
            await stream.Closed.WaitAsync(_stopping.Token);
        }
        finally
        {
            _open.TryRemove(venue, out _);
        }
    }

    /// <param name="problem">Null for none: it is up.</param>
    private void Tell(Venue venue, string? problem)
    {
        if (problem is null)
            _problems.TryRemove(venue, out _);
        else
            _problems[venue] = problem;
        log(problem ?? $"{venue} tells of its orders by a stream");
    }
}
