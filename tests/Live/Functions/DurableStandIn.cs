using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Arbit.Tests.Live.Functions.Wire;
using DurableTask.Core;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Testing.Sidecar;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.DurableTask.Protobuf.TaskHubSidecarService;

namespace Arbit.Tests.Live.Functions;

/// <summary>
/// Stands in for the Durable part of the Functions host: the SDK's sidecar with its in-memory backend, whose turns and activities are
/// carried out by invoking the worker's orchestrator and activity functions, in the shapes in which the host's extension hands them on.
/// </summary>
internal sealed class DurableStandIn : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly WebApplication _sidecar;
    private readonly GrpcChannel _channel;
    private Task _working = Task.CompletedTask;

    private DurableStandIn(WebApplication sidecar)
    {
        _sidecar = sidecar;
        _channel = GrpcChannel.ForAddress(sidecar.Urls.Single());
    }

    /// <summary>As the host's extension hands it to a durable client.</summary>
    public string ClientBinding => JsonSerializer.Serialize(new { rpcBaseUrl = _sidecar.Urls.Single(), taskHubName = "arbit", connectionName = "", requiredQueryStringParameters = "", httpBaseUrl = "" });

    /// <summary>Turns and activities that failed, as the worker told it.</summary>
    public IEnumerable<string> Problems => _problems;

    public static async Task<DurableStandIn> StartAsync()
    {
        var backend = new InMemoryOrchestrationService();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(backend);
        builder.Services.AddSingleton<IOrchestrationServiceClient>(backend);
        builder.Services.AddSingleton<TaskHubGrpcServer>();
        var sidecar = builder.Build();
        sidecar.MapGrpcService<TaskHubGrpcServer>();
        await sidecar.StartAsync();
        return new DurableStandIn(sidecar);
    }

    /// <summary>Has this worker carry out what there is, from now on.</summary>
    public void Begin(HostStandIn host) => _working = Task.Run(() => WorkAsync(host));

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _channel.Dispose();
        await _sidecar.StopAsync();
        await _sidecar.DisposeAsync();
        _ending.Dispose();
    }

    private async Task WorkAsync(HostStandIn host)
    {
        var client = new TaskHubSidecarServiceClient(_channel);
        using var items = client.GetWorkItems(new GetWorkItemsRequest(), cancellationToken: _ending.Token);
        var working = new List<Task>();
        await foreach (var item in items.ResponseStream.ReadAllAsync(_ending.Token))
            working.Add(DoAsync(host, client, item));
        await Task.WhenAll(working);
    }

    private async Task DoAsync(HostStandIn host, TaskHubSidecarServiceClient client, WorkItem item)
    {
        try
        {
            if (item.RequestCase == WorkItem.RequestOneofCase.OrchestratorRequest)
                await TurnAsync(host, client, item.OrchestratorRequest, item.CompletionToken);
            else if (item.RequestCase == WorkItem.RequestOneofCase.ActivityRequest)
                await CallAsync(host, client, item.ActivityRequest, item.CompletionToken);
        }
        catch (Exception e) when (!_ending.IsCancellationRequested)
        {
            _problems.Enqueue($"{item.RequestCase}: {e.Message}");
        }
    }

    /// <summary>A turn goes to the orchestrator function of its name, as text that the extension in the worker reads.</summary>
    private static async Task TurnAsync(HostStandIn host, TaskHubSidecarServiceClient client, OrchestratorRequest turn, string token)
    {
        var name = turn.PastEvents.Concat(turn.NewEvents).First(happened => happened.ExecutionStarted is not null).ExecutionStarted.Name;
        var returned = await host.InvokeAsync(name, invocation => invocation.Inputs.Add(Text("context", Convert.ToBase64String(turn.ToByteArray()))));
        var done = OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(returned!.Text));
        done.CompletionToken = token;
        await client.CompleteOrchestratorTaskAsync(done);
    }

    /// <summary>
    /// An orchestrator's call comes as a list of one, which is taken out of it; text that was returned becomes JSON, and JSON stays as it is:
    /// so does the host's extension.
    /// </summary>
    private static async Task CallAsync(HostStandIn host, TaskHubSidecarServiceClient client, ActivityRequest call, string token)
    {
        var done = new ActivityResponse { InstanceId = call.OrchestrationInstance.InstanceId, TaskId = call.TaskId, CompletionToken = token };
        try
        {
            using var binding = JsonDocument.Parse(host.Functions[call.Name].Bindings.First(each => each.Contains("activityTrigger", StringComparison.OrdinalIgnoreCase)));
            var parameter = binding.RootElement.GetProperty("name").GetString()!;
            using var input = JsonDocument.Parse(call.Input);
            var returned = await host.InvokeAsync(call.Name, invocation => invocation.Inputs.Add(Text(parameter, input.RootElement[0].GetRawText())));
            done.Result = returned?.ValueCase switch
            {
                Value.ValueOneofCase.Text => JsonSerializer.Serialize(returned.Text),
                Value.ValueOneofCase.Json => returned.Json,
                _ => null,
            };
        }
        catch (InvocationFailedException e)
        {
            done.FailureDetails = new TaskFailureDetails { ErrorType = "Failed", ErrorMessage = e.Message };
        }

        await client.CompleteActivityTaskAsync(done);
    }

    private static Input Text(string name, string text) => new() { Name = name, Value = new Value { Text = text } };
}
