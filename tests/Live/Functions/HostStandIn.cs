using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Arbit.Tests.Live.Functions.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Arbit.Tests.Live.Functions;

/// <summary>
/// Stands in for the Functions host, as far as a worker can see it: takes the worker's stream, has it tell and load its functions, and
/// invokes them as triggers would. There are no triggers, keys, routes or retries in it: those are the real host's.
/// </summary>
internal sealed class HostStandIn : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<StreamingMessage> _toWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> _waiting = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _hasStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Log> _logs = new();
    private readonly WebApplication _app;
    private WorkerProcess? _worker;

    private HostStandIn(WebApplication app) => _app = app;

    /// <summary>As the worker told them, by name.</summary>
    public IReadOnlyDictionary<string, Function> Functions { get; private set; } = new Dictionary<string, Function>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Capabilities { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the worker has logged.</summary>
    public IEnumerable<Log> Logs => _logs;

    /// <summary>As the host tells a durable client where its backend is; null for none.</summary>
    public string? DurableClient { get; set; }

    /// <summary>Starts the functions with these settings, until everything is loaded.</summary>
    public static async Task<HostStandIn> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<WorkerStream>();
        var app = builder.Build();
        app.MapGrpcService<WorkerStream>();
        var host = new HostStandIn(app);
        app.Services.GetRequiredService<WorkerStream>().Host = host;
        await app.StartAsync();
        try
        {
            host._worker = WorkerProcess.Start(new Uri(app.Urls.Single()), settings);
            await host.LoadAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has a function run; what it returned, or null.</summary>
    /// <exception cref="InvocationFailedException">It threw.</exception>
    public async Task<Value?> InvokeAsync(string name, Action<Invocation> fill)
    {
        var invocation = new Invocation { Id = Guid.CreateVersion7().ToString(), FunctionId = Functions[name].Id, Trace = new Trace() };
        fill(invocation);
        if (DurableClient is not null && Functions[name].Bindings.Any(binding => binding.Contains("durableClient", StringComparison.OrdinalIgnoreCase)))
            invocation.Inputs.Add(new Input { Name = "durable", Value = new Value { Text = DurableClient } });
        var answer = (await AskAsync(new StreamingMessage { Invocation = invocation })).InvocationAnswer;
        if (answer.Outcome.Status != 1)
            throw new InvocationFailedException($"{name}: {answer.Outcome.Failure?.Message} {answer.Outcome.Failure?.Stack}");
        return answer.Returned;
    }

    /// <summary>Ends the worker as the host does, and waits until it has.</summary>
    public async Task<int> EndAsync()
    {
        await _toWorker.Writer.WriteAsync(new StreamingMessage { Terminate = new Terminate() });
        return await _worker!.WhenEndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _worker?.Dispose();
        _toWorker.Writer.TryComplete();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task LoadAsync()
    {
        // A worker that refuses its settings never comes: then its own words are the answer.
        var ended = _worker!.WhenEndedAsync();
        if (await Task.WhenAny(_hasStarted.Task, ended) == ended)
            throw new InvalidOperationException(_worker.Output);
        var init = (await AskAsync(new StreamingMessage { Init = new Init { HostVersion = "4.0.0.0", AppDirectory = WorkerProcess.Folder } })).InitAnswer;
        Assert.Equal(1, init.Outcome.Status);
        Capabilities = init.Capabilities;
        var told = (await AskAsync(new StreamingMessage { MetadataQuestion = new MetadataQuestion { AppDirectory = WorkerProcess.Folder } })).MetadataAnswer;
        Assert.Equal(1, told.Outcome.Status);
        Functions = told.Functions.ToDictionary(function => function.Name, StringComparer.Ordinal);
        foreach (var function in told.Functions)
        {
            var loaded = (await AskAsync(new StreamingMessage { Load = new Load { Id = function.Id, Function = function } })).LoadAnswer;
            Assert.True(loaded.Outcome.Status == 1, $"{function.Name}: {loaded.Outcome.Failure?.Message}");
        }
    }

    private async Task<StreamingMessage> AskAsync(StreamingMessage question)
    {
        question.RequestId = question.Invocation?.Id ?? Guid.CreateVersion7().ToString();
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[question.RequestId] = answer;
        await _toWorker.Writer.WriteAsync(question);
        try
        {
            return await answer.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The worker did not answer {question.ContentCase}: {_worker?.Output}{string.Join('\n', _logs.Select(log => log.Message))}", e);
        }
    }

    private void Hear(StreamingMessage message)
    {
        if (message.ContentCase == StreamingMessage.ContentOneofCase.Start)
            _hasStarted.TrySetResult();
        else if (message.ContentCase == StreamingMessage.ContentOneofCase.Log)
            _logs.Enqueue(message.Log);
        else if (_waiting.TryRemove(message.InvocationAnswer?.Id ?? message.RequestId, out var answer))
            answer.SetResult(message);
    }

    /// <summary>The one call that a worker makes.</summary>
    private sealed class WorkerStream : FunctionRpc.FunctionRpcBase
    {
        public HostStandIn Host { get; set; } = null!;

        public override async Task EventStream(IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
        {
            var telling = Task.Run(async () =>
            {
                await foreach (var message in Host._toWorker.Reader.ReadAllAsync(context.CancellationToken))
                    await responseStream.WriteAsync(message);
            });
            try
            {
                await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
                    Host.Hear(message);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The worker has ended.
            }

            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
