using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Markets;
using Arbit.Money;
using CryptoExchange.Net.Objects;
using CryptoExchange.Net.SharedApis;
using Polly;
using Polly.Retry;

namespace Arbit.Live.Venues;

/// <summary>
/// A venue over the SDK family's shared interfaces, with one key. As it stands it serves every venue of the family; what the shared
/// interfaces are silent on, or say wrong, a venue's own class fills in. Whatever only reads is asked again a few times; what changes
/// something is posted once, and what came of it is said in <see cref="PostAnswer"/>.
/// </summary>
/// <param name="venue">Which.</param>
/// <param name="shared">The SDK's client; of the shared interfaces it has those that the venue knows.</param>
/// <param name="access">What it was made with.</param>
/// <param name="owned">Disposed of with it.</param>
public partial class SdkVenue(Venue venue, ISharedClient shared, VenueAccess access, params IDisposable[] owned) : IDisposable
{
    private const int Tries = 5;

    private readonly ResiliencePipeline _reading = new ResiliencePipelineBuilder { TimeProvider = access.Time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<SdkReadException>(e => e.IsTransient),
            MaxRetryAttempts = Tries - 1,
            Delay = TimeSpan.FromMilliseconds(500),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    public Venue Venue => venue;

    /// <summary>Whether withdrawals take the fee out of the amount that is asked for; else it comes on top.</summary>
    public virtual bool FeeIsPartOfAmount => true;

    /// <summary>What the key may do, as far as the venue tells.</summary>
    public virtual Task<KeyAbilities> AbilitiesAsync(CancellationToken cancellation) => Task.FromResult(KeyAbilities.Unknown);

    public void Dispose()
    {
        foreach (var each in owned)
            each.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One of the shared interfaces.</summary>
    /// <exception cref="FundingRefusedException">The venue's client has it not.</exception>
    protected T Shared<T>()
        where T : class, ISharedClient
        => shared as T ?? throw new FundingRefusedException($"The client of {venue} has no {typeof(T).Name}.");

    /// <summary>Asks, and asks again where that may help.</summary>
    /// <exception cref="FundingRefusedException">The venue turned the question down.</exception>
    /// <exception cref="FundingUnansweredException">No answer came, however often it was asked.</exception>
    protected async Task<T> ReadAsync<T>(Func<CancellationToken, Task<HttpResult<T>>> ask, CancellationToken cancellation)
    {
        try
        {
            return await _reading.ExecuteAsync(async token => Taken(await AskAsync(ask, token)), cancellation);
        }
        catch (SdkReadException e) when (e.IsTransient)
        {
            throw new FundingUnansweredException($"{venue} did not answer: {e.Message}");
        }
        catch (SdkReadException e)
        {
            throw new FundingRefusedException($"{venue} refuses: {e.Message}");
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, where "there is none" is an answer: then it is null.</summary>
    protected async Task<T?> FindAsync<T>(Func<CancellationToken, Task<HttpResult<T>>> ask, Func<Error, bool> isNone, CancellationToken cancellation)
        where T : class
    {
        var isAbsent = false;
        try
        {
            return await ReadAsync(
                async token =>
                {
                    var result = await ask(token);
                    isAbsent = !result.Success && isNone(result.Error!);
                    return result;
                },
                cancellation);
        }
        catch (FundingRefusedException) when (isAbsent)
        {
            return null;
        }
    }

    /// <summary>Posts, once; an order again where the venue has not even looked at it.</summary>
    protected async Task<PostAnswer> PostAsync<T>(Func<CancellationToken, Task<HttpResult<T>>> post, Func<T, string> idOf, bool isOrder, CancellationToken cancellation)
    {
        var (answer, isUnseen) = await PostOnceAsync(post, idOf, isOrder, cancellation);
        for (var attempt = 1; isUnseen && attempt < Tries; attempt++)
            (answer, isUnseen) = await PostOnceAsync(post, idOf, isOrder, cancellation);
        return answer;
    }

    /// <summary>Whether what the SDK throws means that nothing can have come of a request: it was turned down unread, or has not left.</summary>
    protected virtual bool IsUnseen(Exception thrown) => false;

    private async Task<(PostAnswer Answer, bool IsUnseen)> PostOnceAsync<T>(Func<CancellationToken, Task<HttpResult<T>>> post, Func<T, string> idOf, bool isOrder, CancellationToken cancellation)
    {
        if (!access.Budget.TryTake(isOrder))
            return (new PostAnswer(PostOutcome.NeverSent, "", "the account's own budget of requests is used up"), false);
        HttpResult<T> result;
        try
        {
            result = await post(cancellation);
        }
        catch (Exception e) when (e is not FundingRefusedException)
        {
            // Whatever the SDK throws in the middle of it: nobody knows whether it had left; of money that leaves least of all.
            return isOrder && IsUnseen(e)
                ? (new PostAnswer(PostOutcome.NeverSent, "", "out of turn, however often"), true)
                : (new PostAnswer(PostOutcome.Unknown, "", e.GetType().Name), false);
        }

        Wait(result);
        return result.Success
            ? (new PostAnswer(PostOutcome.Taken, idOf(result.Data!), ""), false)
            : (new PostAnswer(SdkErrors.OutcomeOf(result, IsDefinite), "", SdkErrors.Words(result.Error!)), false);
    }

    /// <summary>Where the SDK does not know what kind an error is: whether the venue's code says that the request was turned down.</summary>
    protected virtual bool IsDefinite(Error error) => false;

    /// <summary>The asset that a venue's code means; null for one that is none.</summary>
    protected virtual Asset? AssetOf(string code) => Asset.IsCode(code) ? new Asset(code) : null;

    protected static Amount AmountOf(decimal value) => Amount.From(Exact.FromDecimal(value), Rounding.Floor);

    protected static DateTimeOffset TimeOf(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static T Taken<T>(HttpResult<T> result)
        => result.Success ? result.Data! : throw new SdkReadException(SdkErrors.Words(result.Error!), SdkErrors.IsTransient(result));

    private async Task<HttpResult<T>> AskAsync<T>(Func<CancellationToken, Task<HttpResult<T>>> ask, CancellationToken cancellation)
    {
        if (!access.Budget.TryTake(isOrder: false))
            throw new SdkReadException("the account's own budget of requests is used up", isTransient: true);

        try
        {
            // Some of the SDK's methods do not take the token.
            var result = await ask(cancellation).WaitAsync(cancellation);
            Wait(result);
            return result;
        }
        catch (Exception e) when (e is not (OperationCanceledException or FundingRefusedException or FundingUnansweredException))
        {
            // Whatever the SDK throws: it was a question, and may be asked again.
            throw new SdkReadException(e.GetType().Name, isTransient: true);
        }
    }

    private void Wait(HttpResult result)
    {
        if (result.Error is ServerRateLimitError limit)
            access.Budget.Close(limit.RetryAfter is { } until && TimeOf(until) - access.Time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.FromSeconds(10));
    }
}
