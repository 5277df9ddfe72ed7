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
        await client.RaiseEventAsync(instanceId, DurableNames.Mail, new DurableMail(MailKind.Event, eventName, WorkflowJson.Write(value)), cancellation);
        return true;
    }

    public async Task<WorkflowView?> FindAsync(string instanceId, CancellationToken cancellation)
    {
        if (await register.StartOfAsync(instanceId, cancellation) is not { } start)
            return null;
        var end = await register.EndOfAsync(instanceId, cancellation);
        var instance = await client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation);
        // Entered and not handed over: who entered it was interrupted, and whoever asks for it again begins it.
        if (instance is null && end is null && !start.IsHandedOver)
            return null;
        end ??= EndOf(instanceId, instance);
        return new WorkflowView(
            instanceId,
            start.Workflow,
            start.Version,
            end?.State ?? WorkflowState.Running,
            start.BegunAt,
            instance?.LastUpdatedAt ?? end?.At ?? start.BegunAt,
            instance?.SerializedCustomStatus is { } status ? WorkflowJson.Read<WorkflowStatus?>(status) : null,
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

    private static RegisteredEnd? EndOf(string instanceId, OrchestrationMetadata? instance) => instance?.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Failed => new RegisteredEnd(
            instanceId, WorkflowState.Failed, instance.FailureDetails is { } why ? $"{why.ErrorType}: {why.ErrorMessage}" : "It failed.", instance.LastUpdatedAt),
        OrchestrationRuntimeStatus.Terminated => new RegisteredEnd(instanceId, WorkflowState.Failed, "It was terminated.", instance.LastUpdatedAt),
        _ => null,
    };

    private async Task<(bool IsFirst, RegisteredStart Start)> BeginAsync(string instanceId, WorkflowEntry workflow, string input, CancellationToken cancellation)
    {
        var (isFirst, start) = await register.BeginAsync(
            new RegisteredStart(instanceId, workflow.Name, workflow.Version, input, time.GetUtcNow(), IsHandedOver: false), cancellation);
        // What has ended may be forgotten by the backend, which would begin it again.
        if (start.IsHandedOver || (!isFirst && await register.EndOfAsync(instanceId, cancellation) is not null))
            return (isFirst, start);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                start.Workflow,
                new DurableStart(start.Workflow, start.Version, start.Input, Calls: 0, Ids: 0, [], Status: null, RunsWithoutWait: 0),
                NeverTwice with { InstanceId = instanceId, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [DurableNames.Tag] = start.Workflow } },
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
