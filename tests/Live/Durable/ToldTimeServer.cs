using DurableTask.Core;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Arbit.Tests.Live.Durable;

/// <summary>The SDK's in-process sidecar, whose turns begin at the told time.</summary>
internal sealed class ToldTimeServer(
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers,
    IOrchestrationService service,
    IOrchestrationServiceClient client,
    IOptions<TaskHubGrpcServerOptions> options,
    TimeProvider time)
    : TaskHubGrpcServer(lifetime, loggers, service, client, options)
{
    public override Task GetWorkItems(GetWorkItemsRequest request, IServerStreamWriter<WorkItem> responseStream, ServerCallContext context)
        => base.GetWorkItems(request, new Stamped(responseStream, time), context);

    /// <summary>The sidecar takes a turn's time from the machine's clock: here it is set right on its way to the worker.</summary>
    private sealed class Stamped(IServerStreamWriter<WorkItem> inner, TimeProvider time) : IServerStreamWriter<WorkItem>
    {
        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(WorkItem message)
        {
            foreach (var happened in message.OrchestratorRequest?.NewEvents ?? [])
                happened.Timestamp = Timestamp.FromDateTimeOffset(time.GetUtcNow());
            return inner.WriteAsync(message);
        }
    }
}
