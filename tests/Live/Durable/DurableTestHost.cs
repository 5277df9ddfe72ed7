using System.Net;
using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Live.Durable;
using Arbit.Tests.Support;
using Arbit.Workflows;
using Arbit.Workflows.Register;
using DurableTask.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Arbit.Tests.Live.Durable;

/// <summary>
/// Our workflows on the SDK's worker and client, over its sidecar on loopback and its in-memory backend, in told time. Every turn goes
/// over the wire and replays the whole history.
/// </summary>
internal sealed class DurableTestHost : IAsyncDisposable
{
    private readonly SqliteStateStore _store = new(":memory:", SqliteSafety.Nothing);
    private readonly ManualTime _time;
    private readonly ActivityTable _activities;
    private readonly WebApplication _sidecar;
    private readonly GrpcChannel _channel;
    private readonly IHost _worker;
    private WorkflowTable _workflows;

    private DurableTestHost(ManualTime time, ToldTimeBackend backend, WebApplication sidecar, WorkflowTable workflows, ActivityTable activities)
    {
        (_time, Backend, _sidecar, _workflows, _activities) = (time, backend, sidecar, workflows, activities);
        _channel = GrpcChannel.ForAddress(sidecar.Urls.Single());
        Register = new WorkflowRegister(_store);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddDurableTaskClient(client => client.UseGrpc(_channel).RegisterDirectly());
        builder.Services.AddDurableTaskWorker(worker => worker.UseGrpc(_channel).AddTasks(
            registry => registry.AddWorkflows(workflows.Names, () => new WorkflowOrchestrator(_workflows, id => Changed?.Invoke(id)), () => Activities, call => BeforeCall?.Invoke(call))));
        _worker = builder.Build();
        Client = _worker.Services.GetRequiredService<DurableTaskClient>();
        Workflows = new DurableWorkflowHost(Client, workflows, Register, time);
    }

    public ToldTimeBackend Backend { get; }

    public WorkflowRegister Register { get; }

    public DurableTaskClient Client { get; }

    public DurableWorkflowHost Workflows { get; private set; }

    /// <summary>Called before each attempt at an activity; what it throws, the worker reports to its backend.</summary>
    public Action<DurableCall>? BeforeCall { get; set; }

    /// <summary>Told which instance has something new to show.</summary>
    public Action<string>? Changed { get; set; }

    private DurableActivities Activities => new(_activities, Workflows, Register);

    public static async Task<DurableTestHost> StartAsync(WorkflowTable workflows, ActivityTable activities, ManualTime time, bool isStepped)
    {
        var backend = new ToldTimeBackend(time, isStepped);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<IOrchestrationService>(backend);
        builder.Services.AddSingleton<IOrchestrationServiceClient>(backend);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ToldTimeServer>();
        var sidecar = builder.Build();
        sidecar.MapGrpcService<ToldTimeServer>();
        await sidecar.StartAsync();
        var host = new DurableTestHost(time, backend, sidecar, workflows, activities);
        await host._worker.StartAsync();
        return host;
    }

    /// <summary>From now on another program runs what there is, of workflows that the first one had.</summary>
    public void Deploy(WorkflowTable workflows)
    {
        _workflows = workflows;
        Workflows = new DurableWorkflowHost(Client, workflows, Register, _time);
    }

    /// <summary>Until nothing goes on any more but for time or an event.</summary>
    public Task SettleAsync() => Backend.WhenIdleAsync();

    /// <summary>So much time passes, and what falls due in it is done.</summary>
    public async Task ElapseAsync(TimeSpan by)
    {
        var end = _time.GetUtcNow() + by;
        await SettleAsync();
        while (Backend.NextTimerAt is { } next && next <= end)
            await MoveToAsync(next);
        await MoveToAsync(end);
    }

    /// <summary>Moves the clock there, and fires what is due then.</summary>
    public async Task MoveToAsync(DateTimeOffset time)
    {
        if (time > _time.GetUtcNow())
            _time.Advance(time - _time.GetUtcNow());
        Backend.FireDue();
        await SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync();
        _worker.Dispose();
        await _sidecar.StopAsync();
        await _sidecar.DisposeAsync();
        _channel.Dispose();
        _store.Dispose();
    }
}
