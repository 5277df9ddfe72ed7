using Arbit.Accounts;
using Arbit.EdgeRunner.Fees;
using Arbit.Live.Venues;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Live.Venues;

/// <summary>
/// Reads what each account pays from the account itself, at the start and once a day: until then what is configured is a guess, and real money
/// does not guess (strategy.md, Fees Manager). A venue that does not answer is asked again, and nothing is traded there meanwhile.
/// </summary>
/// <param name="venues">With the trading keys.</param>
/// <param name="symbols">What is traded where, with the venues' names.</param>
/// <param name="events">Where fees go.</param>
/// <param name="time">Its clock.</param>
internal sealed class AccountFees(IReadOnlyDictionary<Venue, SdkVenue> venues, ILookup<Venue, (Symbol Symbol, string VenueSymbol)> symbols, IOrderEvents events, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stopping = new();
    private Task _reading = Task.CompletedTask;

    public void Start() => _reading = Task.WhenAll(venues.Values.Select(venue => Task.Run(() => ReadAsync(venue))));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task ReadAsync(SdkVenue venue)
    {
        while (true)
            await Task.Delay(await TryReadAsync(venue) ? Every : Again, time, _stopping.Token);
    }

    private async Task<bool> TryReadAsync(SdkVenue venue)
    {
        try
        {
            events.Post(new ReadFees(venue.Venue, await venue.FeesAsync([.. symbols[venue.Venue]], _stopping.Token)));
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever an SDK throws: who stopped asking would leave the venue without trade, and without a word.
            events.Unanswered($"what the account at {venue.Venue} pays: {(e is FundingUnansweredException or FundingRefusedException ? e.Message : e.GetType().Name)}");
            return false;
        }
    }
}
