using System.Net;
using System.Text;
using System.Threading.Channels;
using Arbit.Live.Events;
using Arbit.Live.Tables;
using Arbit.Messages;
using Arbit.Tests.Live.Events;
using Arbit.Tests.Live.Functions.Wire;
using Arbit.Tests.Live.Support;
using Google.Protobuf;

namespace Arbit.Tests.Live.Functions;

/// <summary>
/// The functions as a real worker process, beside the stand-ins of their host and of Durable's, with state on Azurite and the bus on the
/// loopback broker. One for a class of tests.
/// </summary>
public sealed class FunctionsBench : IAsyncLifetime
{
    public const string SignalToken = "a-token-of-ours";
    public const string OperatorToken = "ann-shows-this-token-and-nobody-else";

    /// <summary>One of TradingView's.</summary>
    private const string Caller = "52.89.214.238";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Envelope> _commands = Channel.CreateUnbounded<Envelope>();
    private readonly Channel<Envelope> _facts = Channel.CreateUnbounded<Envelope>();
    private readonly Channel<Envelope> _dead = Channel.CreateUnbounded<Envelope>();
    private readonly Azurite _azurite = new();
    private LoopbackBroker? _broker;
    private EventHubsBus? _bus;
    private DurableStandIn? _durable;
    private HostStandIn? _host;

    internal HostStandIn Host => _host!;

    internal TablesStateStore Store { get; private set; } = null!;

    /// <summary>What the functions have put on the bus, a hub each.</summary>
    public ChannelReader<Envelope> Commands => _commands.Reader;

    public ChannelReader<Envelope> Facts => _facts.Reader;

    public ChannelReader<Envelope> DeadLetters => _dead.Reader;

    /// <exception cref="Xunit.SkipException">Azurite and the broker are not installed.</exception>
    public void Require() => _azurite.Require();

    public async Task InitializeAsync()
    {
        if (!NodeProgram.IsInstalled)
            return;
        using var giveUp = new CancellationTokenSource(Patience);
        await _azurite.InitializeAsync();
        _broker = await LoopbackBroker.StartAsync(giveUp.Token);
        Store = new TablesStateStore(_azurite.ConnectionString);
        _bus = new EventHubsBus(new HubAddress(_broker.ConnectionString), TimeProvider.System, (_, _) => new ReadingTerms(null, null));
        foreach (var (hub, heard) in new[] { (Hub.Commands, _commands), (Hub.Facts, _facts), (Hub.DeadLetter, _dead) })
            _bus.Subscribe(hub, "test", (message, cancellation) => heard.Writer.WriteAsync(message, cancellation).AsTask());
        _durable = await DurableStandIn.StartAsync();
        _host = await HostStandIn.StartAsync(SettingsOf(_azurite.ConnectionString, _broker.ConnectionString));
        _host.DurableClient = _durable.ClientBinding;
        _durable.Begin(_host);
    }

    public async Task DisposeAsync()
    {
        if (_durable is not null)
            await _durable.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_bus is not null)
            await _bus.DisposeAsync();
        _broker?.Dispose();
        await _azurite.DisposeAsync();
    }

    /// <summary>What a person sets, with services on loopback.</summary>
    public static Dictionary<string, string> SettingsOf(string tables, string events) => new(StringComparer.Ordinal)
    {
        ["Tables"] = tables,
        ["EventHubs"] = events,
        ["TASKHUB_NAME"] = "arbit",
        ["Arbit__Signals__Token"] = SignalToken,
        ["Arbit__Signals__Addresses__0"] = Caller,
        ["Arbit__Operators__ann__Token"] = OperatorToken,
    };

    /// <summary>Posts an alert as TradingView would, through a front end that notes its address behind what the caller claims.</summary>
    internal Task<(HttpStatusCode Status, string Text)> SignalAsync(string body, string from = Caller)
        => HttpAsync("tradingview", "POST", "signals/tradingview", body, new() { ["X-Forwarded-For"] = $"127.0.0.1, {from}:52011" });

    internal Task<(HttpStatusCode Status, string Text)> OperateAsync(string verb, string body, string? token = OperatorToken)
        => HttpAsync("operation", "POST", $"operations/{verb}", body, token is null ? [] : new() { ["X-Operator-Token"] = token }, ("verb", verb));

    internal Task<(HttpStatusCode Status, string Text)> WorkflowsAsync(string? id, string? token = OperatorToken)
        => HttpAsync("workflows", "GET", $"operations/workflows/{id}", "", token is null ? [] : new() { ["X-Operator-Token"] = token }, id is null ? [] : [("id", id)]);

    internal Task FireAsync(string timer) => Host.InvokeAsync(timer, invocation => invocation.Inputs.Add(new Input
    {
        Name = "timer",
        Value = new Value { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" },
    }));

    internal Task FactsAsync(params IEnumerable<Event> events) => Host.InvokeAsync("facts", invocation =>
    {
        var batch = new Wire.Events();
        batch.Events_.AddRange(events);
        invocation.Inputs.Add(new Input { Name = "facts", Value = new Value { Events = batch } });
        invocation.Trigger["PartitionContext"] = new Value { Json = """{"PartitionId":"3","EventHubName":"facts","ConsumerGroup":"slow"}""" };
    });

    /// <summary>The next that fits, of a hub.</summary>
    internal async Task<Envelope> NextAsync(ChannelReader<Envelope> hub, Func<Envelope, bool> fits)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                if (await hub.ReadAsync(giveUp.Token) is var message && fits(message))
                    return message;
            }
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException(string.Join('\n', [.. _durable!.Problems, .. Host.Logs.Where(log => log.Level >= 3).Select(log => $"{log.Message} {log.Failure?.Message}")]), e);
        }
    }

    private async Task<(HttpStatusCode Status, string Text)> HttpAsync(
        string function, string method, string path, string body, Dictionary<string, string> headers, params (string Name, string Value)[] route)
    {
        var answer = (await Host.InvokeAsync(function, invocation =>
        {
            var request = new Http { Method = method, Url = $"https://localhost/api/{path}", Body = new Value { Bytes = ByteString.CopyFrom(Encoding.UTF8.GetBytes(body)) } };
            foreach (var (name, value) in headers)
                request.RequestHeaders[name] = new Text { Value = value };
            invocation.Inputs.Add(new Input { Name = "request", Value = new Value { Http = request } });
            foreach (var (name, value) in route)
                invocation.Trigger[name] = new Value { Text = value };
        }))!.Http;
        return ((HttpStatusCode)int.Parse(answer.Status, System.Globalization.CultureInfo.InvariantCulture), answer.Body.Bytes.ToStringUtf8());
    }
}
