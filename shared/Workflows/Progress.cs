namespace Arbit.Workflows;

/// <summary>A workflow's status as it goes along: what it does now, and what is behind it.</summary>
public sealed class Progress(IWorkflowContext context)
{
    private readonly List<string> _done = [];

    /// <summary>What it does now, or waits for.</summary>
    public void Say(string step, string? waitingFor = null) => context.SetStatus(new WorkflowStatus(step) { WaitingFor = waitingFor, Done = [.. _done], Details = Details });

    /// <summary>Says how it ended: the last thing that a person reads of it.</summary>
    public T Ended<T>(T outcome)
        where T : IOutcome
    {
        Say(outcome.Text);
        return outcome;
    }

    /// <summary>That is behind it.</summary>
    public void Did(string what) => _done.Add(what);

    /// <summary>A table that belongs to it, as JSON.</summary>
    public string? Details { get; set; }

    /// <summary>
    /// Asks a person, and waits: no, and silence, are no. Only a decision that came after the question counts for it.
    /// </summary>
    public async Task<Decision> AskAsync(string step, string question, TimeSpan atMost)
    {
        // A second click on an earlier question is no answer to this one.
        for (var isOld = true; isOld;)
            isOld = (await context.WaitAsync<Decision>(Decision.EventName, TimeSpan.Zero)).Came;
        context.SetStatus(new WorkflowStatus(step) { WaitingFor = "a person's yes or no", NeedsDecision = true, Question = question, Done = [.. _done], Details = Details });
        var received = await context.WaitAsync<Decision>(Decision.EventName, atMost);
        var decision = received.Came ? received.Value! : new Decision(false, "silence");
        Did(decision.Approved ? $"approved by {decision.By}" : $"refused by {decision.By}");
        return decision;
    }
}
