using Arbit.Workflows;
using Microsoft.DurableTask;

namespace Arbit.Live.Durable;

/// <summary>Runs a workflow of the table as an orchestration: the body of every orchestrator.</summary>
/// <param name="workflows">The code.</param>
/// <param name="changed">
/// Told which instance has something new to show, while its turn is taken: what that is can be read once the backend has stored the turn.
/// It only notes the id; nothing else may be done in a turn.
/// </param>
public sealed class WorkflowOrchestrator(WorkflowTable workflows, Action<string>? changed = null) : TaskOrchestrator<DurableStart, string?>
{
    /// <summary>More runs are a circle without a wait.</summary>
    private const int MostRunsWithoutWait = 100;

    /// <returns>The result as JSON; null where the instance goes on with a next run.</returns>
    /// <exception cref="InvalidOperationException">There is no such workflow here.</exception>
    public override async Task<string?> RunAsync(TaskOrchestrationContext context, DurableStart input)
    {
        var run = new DurableWorkflowContext(context, input, changed);
        string result;
        try
        {
            var workflow = workflows.Find(input.Workflow) ?? throw new InvalidOperationException($"This program does not have the workflow {input.Workflow}.");
            result = await workflow.RunAsync(run, input.Input);
            if (run.Next is { RunsWithoutWait: >= MostRunsWithoutWait })
                throw new InvalidOperationException($"It continued as new {MostRunsWithoutWait} times without waiting for anything.");
        }
        catch (Exception e)
        {
            run.Close();
            await run.EndAsync(WorkflowState.Failed, $"{e.GetType().Name}: {e.Message}");
            throw;
        }

        run.Close();
        if (run.Next is { } next)
        {
            context.ContinueAsNew(next);
            return null;
        }

        await run.EndAsync(WorkflowState.Completed, result);
        return result;
    }
}
