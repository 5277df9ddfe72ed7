using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Markets;
using Arbit.Money;
using Arbit.State;

namespace Arbit.Live.Venues;

/// <summary>The slow side of all accounts, with their withdrawing keys and, where there are any, their earning ones.</summary>
public sealed class SdkAccounts : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly List<SdkVenue> _opened;

    private SdkAccounts(IReadOnlyList<IVenueFunding> accounts, List<SdkVenue> opened) => (Accounts, _opened) = (accounts, opened);

    public IReadOnlyList<IVenueFunding> Accounts { get; }

    /// <param name="symbols">The venues, and the pairs whose fees are told, by the venues' names.</param>
    /// <param name="test">Opens what may be opened.</param>
    /// <param name="store">Where what was asked for is kept.</param>
    /// <param name="requestsPer10Seconds">Of each account.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="KeysRefusedException">A key is missing, or may do too much; the message says what to do.</exception>
    public static async Task<SdkAccounts> OpenAsync(
        IReadOnlyDictionary<Venue, IReadOnlyList<(Symbol Symbol, string VenueSymbol)>> symbols,
        KeySelfTest test,
        IStateStore store,
        int requestsPer10Seconds,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var opened = new List<SdkVenue>();
        var accounts = new List<IVenueFunding>();
        try
        {
            foreach (var (venue, traded) in symbols)
            {
                var budget = new RequestBudget(requestsPer10Seconds, 0, Window, time);
                var earning = Kept(await test.OpenAsync(venue, KeyRole.Earn, isNeeded: false, budget, Timeout, cancellation));
                if (Kept(await test.OpenAsync(venue, KeyRole.Withdraw, isNeeded: true, budget, Timeout, cancellation)) is { } withdrawing)
                    accounts.Add(new SdkVenueFunding(withdrawing, earning, traded, store, time));
            }

            test.ThrowIfRefused();
            return new SdkAccounts(accounts, opened);
        }
        catch
        {
            foreach (var venue in opened)
                venue.Dispose();
            throw;
        }

        SdkVenue? Kept(SdkVenue? venue)
        {
            if (venue is not null)
                opened.Add(venue);
            return venue;
        }
    }

    public void Dispose()
    {
        foreach (var venue in _opened)
            venue.Dispose();
    }
}
