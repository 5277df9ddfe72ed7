using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Arbit.Messages;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Bus.Wire;

/// <summary>Subscriptions of other processes: each a response that never ends, and what was handed over on it and not told of yet.</summary>
internal sealed class BusStreams(InProcessBus bus, CancellationToken stopping)
{
    /// <summary>The stream's name, which its outcomes are told under.</summary>
    public const string IdHeader = "X-Bus-Stream";

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    private readonly ConcurrentDictionary<string, BusStream> _streams = new(StringComparer.Ordinal);

    public async Task ServeAsync(Hub hub, string group, HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var stream = new BusStream();
        _streams[id] = stream;
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers[IdHeader] = id;
        try
        {
            await context.Response.StartAsync(ending.Token);
            await WriteAsync(context, new HandedOver(0, null), ending.Token);
            await using var subscription = bus.Subscribe(hub, group, stream.HandleAsync);
            await foreach (var line in stream.Lines.ReadAllAsync(ending.Token))
                await WriteAsync(context, line, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The other side went away, or this one ends: what was not told of comes again.
        }
        finally
        {
            _streams.TryRemove(id, out _);
            stream.BreakOff();
        }
    }

    public bool End(string id, HandlingEnded ended) => _streams.TryGetValue(id, out var stream) && stream.End(ended);

    private static async Task WriteAsync(HttpContext context, HandedOver line, CancellationToken cancellation)
    {
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, WorkflowJson.Options), cancellation);
        await context.Response.Body.WriteAsync(LineEnd, cancellation);
        await context.Response.Body.FlushAsync(cancellation);
    }

    private sealed class BusStream
    {
        private readonly Channel<HandedOver> _lines = Channel.CreateUnbounded<HandedOver>();
        private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();
        private long _number;

        public ChannelReader<HandedOver> Lines => _lines.Reader;

        public async Task HandleAsync(Envelope message, CancellationToken cancellation)
        {
            var number = Interlocked.Increment(ref _number);
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[number] = told;
            if (!_lines.Writer.TryWrite(new HandedOver(number, message)))
                throw new OperationCanceledException("the stream has ended");
            await told.Task.WaitAsync(cancellation);
        }

        public bool End(HandlingEnded ended)
        {
            if (!_waiting.TryRemove(ended.Number, out var told))
                return false;
            return ended.Outcome switch
            {
                HandlingOutcome.Handled => told.TrySetResult(),
                HandlingOutcome.Poison => told.TrySetException(new PoisonMessageException(ended.Reason)),
                _ => told.TrySetException(new InvalidOperationException(ended.Reason)),
            };
        }

        /// <summary>Nobody failed, so it does not count against a message.</summary>
        public void BreakOff()
        {
            _lines.Writer.TryComplete();
            foreach (var number in _waiting.Keys)
            {
                if (_waiting.TryRemove(number, out var told))
                    told.TrySetCanceled();
            }
        }
    }
}
