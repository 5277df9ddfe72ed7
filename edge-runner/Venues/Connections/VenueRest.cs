using System.Net;
using System.Text;
using Arbit.Accounts;
using Polly;
using Polly.Retry;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>
/// One venue's public REST side, for all who ask it: one weight budget, Retry-After honoured, and tried again only where
/// that can help. Any thread.
/// </summary>
public sealed class VenueRest
{
    private const int ImATeapot = 418;
    private const int ShownOfRefusal = 200;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan UntilThereIsRoom = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseWhereNoneIsNamed = TimeSpan.FromSeconds(5);

    private readonly string _venue;
    private readonly IVenueProtocol _protocol;
    private readonly HttpClient _http;
    private readonly ConnectionOptions _options;
    private readonly TimeProvider _time;
    private readonly WeightBudget _budget;
    private readonly ResiliencePipeline<byte[]> _retries;

    public VenueRest(string venue, IVenueProtocol protocol, HttpClient http, ConnectionOptions options, TimeProvider time)
    {
        _venue = venue;
        _protocol = protocol;
        _http = http;
        _options = options;
        _time = time;
        _budget = new WeightBudget(protocol.WeightPerMinute, time);
        _retries = new ResiliencePipelineBuilder<byte[]> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<byte[]>
            {
                MaxRetryAttempts = options.MostRestRetries,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is VenueProblemException { IsPassing: true }),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(FirstRetry * (1 << attempt.AttemptNumber)),
            })
            .Build();
    }

    /// <summary>
    /// What this machine's account there asks by, where it has one: venues count and ban by the address that both go out from, so a public
    /// question takes a place of the account's too, and a pause that either is told holds for both. Set before anything is asked.
    /// </summary>
    public RequestBudget? Account { get; set; }

    /// <summary>The body of the answer.</summary>
    /// <exception cref="VenueProblemException">There is none, with why.</exception>
    public Task<byte[]> SendAsync(RestQuery query, CancellationToken cancellation) => SendAsync(query, null, cancellation);

    /// <summary>The same; told at each attempt when it is sent, after any wait for the budget.</summary>
    /// <exception cref="VenueProblemException">There is none, with why.</exception>
    public async Task<byte[]> SendAsync(RestQuery query, Action? sending, CancellationToken cancellation)
        => await _retries.ExecuteAsync(
            async token =>
            {
                await _budget.TakeAsync(query.Weight, token).ConfigureAwait(false);
                while (Account?.TryTake(isOrder: false) == false)
                    await Task.Delay(UntilThereIsRoom, _time, token).ConfigureAwait(false);
                sending?.Invoke();
                return await SendOnceAsync(query, token).ConfigureAwait(false);
            },
            cancellation).ConfigureAwait(false);

    private async Task<byte[]> SendOnceAsync(RestQuery query, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(_options.AnswerWithin, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(query.IsPost ? HttpMethod.Post : HttpMethod.Get, query.Address);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(_options.LongestBody, either.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            Check(query, answer, body);
            return body;
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new VenueProblemException($"{_venue} did not answer {query.Address.AbsolutePath} within {_options.AnswerWithin.TotalSeconds:0} s", e) { IsPassing = true };
        }
        catch (HttpRequestException e) when (ConnectionProblem.IsUnreachable(e))
        {
            // Not tried again here: the connection reconnects with its own, longer backoff.
            throw ConnectionProblem.Unreachable(_venue, query.Address, e);
        }
        catch (HttpRequestException e)
        {
            throw new VenueProblemException($"{_venue} broke off its answer to {query.Address.AbsolutePath}: {e.Message}", e) { IsPassing = true };
        }
    }

    private void Check(RestQuery query, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        if (answer.StatusCode == HttpStatusCode.TooManyRequests || status == ImATeapot)
        {
            // 418 is Binance's ban for not heeding 429. The pause holds for every request to this venue, this one's retry included.
            var pause = RetryAfter(answer) ?? PauseWhereNoneIsNamed;
            _budget.Pause(pause);
            Account?.Close(pause);
            throw new VenueProblemException($"{_venue} answered HTTP {status}: too many requests, nothing is asked of it for {pause.TotalSeconds:0} s") { IsPassing = true };
        }

        if (status >= 500)
            throw new VenueProblemException($"{_venue} answered HTTP {status} to {query.Address.AbsolutePath}") { IsPassing = true };
        if (status >= 400)
            throw new VenueProblemException($"{_venue} refused {query.Address.PathAndQuery}: HTTP {status} {Shown(body)}") { IsRefusal = true };
        if (_protocol.RefusalIn(body) is { } refusal)
            throw new VenueProblemException($"{_venue} refused {query.Address.PathAndQuery}: {refusal}") { IsRefusal = true };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer)
    {
        var named = answer.Headers.RetryAfter;
        var pause = named?.Delta ?? named?.Date - _time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : null;
    }

    private static string Shown(byte[] body) => Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownOfRefusal));
}
