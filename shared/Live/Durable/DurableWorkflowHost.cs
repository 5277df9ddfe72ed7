using Arbit.Workflows;
using Arbit.Workflows.Register;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Arbit.Live.Durable;

/// <summary>
/// Workflows on Durable. Begun once, whatever a backend's own start would allow: the id is inserted where it is not, and the backend is
/// told to refuse every id that it knows (durable-extension #3043).
/// </summary>
public sealed class DurableWorkflowHost(DurableTaskClient client, WorkflowTable workflows, WorkflowRegister register, TimeProvider time) : IWorkflowHost
{
    private static readonly StartOrchestrationOptions NeverTwice = new StartOrchestrationOptions().WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]);

    public async Task<bool> StartAsync<TIn, TOut>(Workflow<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation)
    {
        var entry = workflows.Find(workflow.Name)
            ?? throw new InvalidOperationException($"The host does not have the workflow {workflow.Name}.");
        return (await BeginAsync(instanceId, entry, WorkflowJson.Write(input), cancellation)).IsFirst;
    }

    public async Task<bool> RaiseAsync<T>(string instanceId, string eventName, T value, CancellationToken cancellation)
    {
        if (await FindAsync(instanceId, cancellation) is not { State: WorkflowState.Running })
            return false;
        var mail = new DurableMail(MailKind.Event, eventName, WorkflowJson.Write(value), Id: Guid.NewGuid().ToString("N"));
        await client.RaiseEventAsync(instanceId, DurableNames.Mail, mail, cancellation);
        return true;
    }

    public async Task<WorkflowView?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        var (start, end) = await register.FindAsync(instanceId, cancellation);
        if (start is null)
            return null;
        var instance = end is null ? await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation) : null;
        // Entered and not handed over: who entered it was interrupted, and whoever asks for it again begins it.
        if (end is null && instance is null && !start.IsHandedOver)
            return null;
        end ??= EndOf(instanceId, instance);
        return new WorkflowView(
            instanceId,
            start.Workflow,
            start.Version,
            end?.State ?? WorkflowState.Running,
            start.BegunAt,
            end?.At ?? instance?.LastUpdatedAt ?? start.BegunAt,
            end is null ? StatusOf(instance) : end.Status,
            end is { State: WorkflowState.Completed } ? end.Data : null,
            end is { State: WorkflowState.Failed } ? end.Data : null)
        {
            Input = start.Input,
        };
    }

    public async Task<IReadOnlyList<WorkflowView>> ListAsync(int most, CancellationToken cancellation)
    {
        var views = await Task.WhenAll((await register.NewestAsync(most, cancellation)).Select(id => FindAsync(id, cancellation)));
        return [.. views.OfType<WorkflowView>()];
    }

    /// <summary>Has the backend forget what was begun before a time and has completed; how it ended stays, and it is never begun again. What failed is kept to be looked into.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellation)
        => (await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(DateTimeOffset.UnixEpoch, before, Statuses: [OrchestrationRuntimeStatus.Completed]), cancellation)).PurgedInstanceCount;

    /// <summary>Begins it for another workflow, where it was not begun; why that cannot be, or null.</summary>
    internal async Task<string?> BeginAsync(DurableAwait ask, CancellationToken cancellation)
    {
        if (workflows.Find(ask.Workflow) is not { } entry)
            return $"There is no workflow {ask.Workflow} here.";
        var (_, start) = await BeginAsync(ask.InstanceId, entry, ask.Input, cancellation);
        return string.Equals(start.Workflow, ask.Workflow, StringComparison.Ordinal)
            ? null
            : $"The instance of that id is a {start.Workflow}, no {ask.Workflow}.";
    }

    /// <summary>An instance that the backend knows to have ended and that never said so itself; null for every other.</summary>
    internal async Task<RegisteredEnd?> EndWithoutWordAsync(string instanceId, CancellationToken cancellation)
        => EndOf(instanceId, await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation));

    private static RegisteredEnd? EndOf(string instanceId, OrchestrationMetadata? instance)
    {
        var why = instance?.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Failed => instance.FailureDetails is { } failure ? $"{failure.ErrorType}: {failure.ErrorMessage}" : "It failed.",
            OrchestrationRuntimeStatus.Terminated => "It was terminated.",
            _ => null,
        };
        return why is null ? null : new RegisteredEnd(instanceId, WorkflowState.Failed, why, instance!.LastUpdatedAt, StatusOf(instance));
    }

    private static WorkflowStatus? StatusOf(OrchestrationMetadata? instance)
        => instance?.SerializedCustomStatus is { } status ? WorkflowJson.Read<WorkflowStatus?>(status) : null;

    private async Task<(bool IsFirst, RegisteredStart Start)> BeginAsync(string instanceId, WorkflowEntry workflow, string input, CancellationToken cancellation)
    {
        var (isFirst, start) = await register.BeginAsync(
            new RegisteredStart(instanceId, workflow.Name, workflow.Version, input, time.GetUtcNow(), IsHandedOver: false), cancellation);
        // What has ended may be forgotten by the backend, which would begin it again.
        if (start.IsHandedOver || (!isFirst && (await register.FindAsync(instanceId, cancellation)).End is not null))
            return (isFirst, start);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                start.Workflow,
                new DurableStart(start.Workflow, start.Version, start.Input, Calls: 0, Ids: 0, Events: [], Received: [], Status: null, RunsWithoutWait: 0),
                NeverTwice with { InstanceId = instanceId },
                cancellation);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // Handed over before, by this program or another, and not yet entered as such.
        }

        await register.HandedOverAsync(instanceId, cancellation);
        return (isFirst, start);
    }
}
