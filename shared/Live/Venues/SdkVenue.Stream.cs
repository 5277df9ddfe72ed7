using Arbit.Accounts;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.Objects.Sockets;

namespace Arbit.Live.Venues;

/// <summary>What happens to the account's orders, told by the venue as it happens.</summary>
public partial class SdkVenue
{
    /// <summary>How it was opened.</summary>
    protected VenueAccess Access => access;

    /// <summary>
    /// Opens the account's own stream; null for a venue without one: its orders are asked for. The shared interfaces have such a stream and
    /// leave the fees out, so a venue's own class opens it.
    /// </summary>
    /// <param name="heard">Takes what it tells; called from any thread, one at a time.</param>
    /// <param name="cancellation">Breaks the opening off.</param>
    /// <exception cref="FundingRefusedException">The venue lets the key not listen.</exception>
    /// <exception cref="FundingUnansweredException">It cannot be opened now.</exception>
    public virtual Task<OrderStream?> ListenAsync(Action<OrderNews> heard, CancellationToken cancellation) => Task.FromResult<OrderStream?>(null);

    /// <summary>The address of a venue's socket where its REST paths are somewhere else than usual: simulated venues have both at one.</summary>
    protected static string SocketOf(Uri rest) => new UriBuilder(rest) { Scheme = rest.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri.ToString().TrimEnd('/');

    /// <summary>Opens it with the client, which is disposed of with the stream, or where there is none.</summary>
    protected async Task<OrderStream?> StreamAsync(IDisposable client, Func<Task<WebSocketResult<UpdateSubscription>>> subscribe)
    {
        try
        {
            if (!Access.Budget.TryTake(isOrder: false))
                throw new FundingUnansweredException("the account's own budget of requests is used up");
            var result = await subscribe();
            if (result.Success)
                return new OrderStream(client, result.Data!);
            throw result.Error is ServerError { IsTransient: false } refused
                ? new FundingRefusedException($"{Venue} refuses: {SdkErrors.Words(refused)}")
                : new FundingUnansweredException($"{Venue} did not answer: {SdkErrors.Words(result.Error!)}");
        }
        catch (Exception e)
        {
            client.Dispose();
            if (e is FundingUnansweredException or FundingRefusedException or OperationCanceledException)
                throw;

            // Whatever the SDK throws in the middle of it: whoever keeps the stream open tries again.
            throw new FundingUnansweredException($"{Venue} did not answer: {e.GetType().Name}");
        }
    }
}
