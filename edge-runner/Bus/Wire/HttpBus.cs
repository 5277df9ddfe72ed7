using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Arbit.Messages;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Bus.Wire;

/// <summary>The edge's bus, seen from another process (<see cref="BusEndpoints"/>). A stream that breaks off is begun again.</summary>
public sealed class HttpBus : IEventBus, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly TimeProvider _time;

    /// <param name="edge">Where the edge listens: <c>http://127.0.0.1:9109</c>.</param>
    /// <param name="token">Needed where that is another machine.</param>
    /// <param name="time">Paces what is tried again.</param>
    public HttpBus(Uri edge, string? token, TimeProvider time)
    {
        _time = time;
        _client = new HttpClient { BaseAddress = edge, Timeout = Timeout.InfiniteTimeSpan };
        if (token is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public async Task SendAsync(Hub hub, Envelope message, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var body = JsonContent.Create(message, options: WorkflowJson.Options);
            await body.LoadIntoBufferAsync(either.Token);
            using var answer = await _client.PostAsync(new Uri($"api/bus/{hub}", UriKind.Relative), body, either.Token);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException e)
        {
            throw new IOException($"the edge's bus did not take {message.Id}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException($"the edge's bus did not answer in time about {message.Id}", e);
        }
    }

    public IAsyncDisposable Subscribe(Hub hub, string group, Func<Envelope, CancellationToken, Task> handle) => new Subscription(this, hub, group, handle);

    public void Dispose() => _client.Dispose();

    private sealed class Subscription : IAsyncDisposable
    {
        private readonly HttpBus _bus;
        private readonly Hub _hub;
        private readonly string _group;
        private readonly Func<Envelope, CancellationToken, Task> _handle;
        private readonly CancellationTokenSource _ending = new();
        private readonly Task _running;

        public Subscription(HttpBus bus, Hub hub, string group, Func<Envelope, CancellationToken, Task> handle)
        {
            (_bus, _hub, _group, _handle) = (bus, hub, group, handle);
            _running = Task.Run(RunAsync);
        }

        public async ValueTask DisposeAsync()
        {
            await _ending.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ending.Dispose();
        }

        private async Task RunAsync()
        {
            while (!_ending.IsCancellationRequested)
            {
                try
                {
                    await ReadAsync();
                }
                catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
                {
                    // The edge is not there, or has just gone: it is asked again.
                }

                await Task.Delay(Pause, _bus._time, _ending.Token);
            }
        }

        private async Task ReadAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/bus/{_hub}/stream?group={Uri.EscapeDataString(_group)}", UriKind.Relative));
            using var answer = await _bus._client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _ending.Token);
            answer.EnsureSuccessStatusCode();
            var id = answer.Headers.GetValues(BusStreams.IdHeader).First();
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(_ending.Token));
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            var handling = new List<Task>();
            try
            {
                while (await lines.ReadLineAsync(_ending.Token) is { } line)
                {
                    handling.RemoveAll(task => task.IsCompleted);
                    if (JsonSerializer.Deserialize<HandedOver>(line, WorkflowJson.Options) is { Message: { } message, Number: var number })
                        handling.Add(HandleAsync(id, number, message, gone.Token));
                }
            }
            finally
            {
                // What is still being handled would be told to nobody.
                await gone.CancelAsync();
                await Task.WhenAll(handling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task HandleAsync(string stream, long number, Envelope message, CancellationToken cancellation)
        {
            await Task.Yield();
            var ended = new HandlingEnded(number, HandlingOutcome.Handled, "");
            try
            {
                await _handle(message, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (PoisonMessageException e)
            {
                ended = new HandlingEnded(number, HandlingOutcome.Poison, e.Message);
            }
            catch (Exception e)
            {
                ended = new HandlingEnded(number, HandlingOutcome.Failed, e.Message);
            }

            using var body = JsonContent.Create(ended, options: WorkflowJson.Options);
            await body.LoadIntoBufferAsync(cancellation);
            using var answer = await _bus._client.PostAsync(new Uri($"api/bus/stream/{stream}", UriKind.Relative), body, cancellation);
        }
    }
}
