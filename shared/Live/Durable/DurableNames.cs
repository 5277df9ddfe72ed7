namespace Arbit.Live.Durable;

/// <summary>
/// What a Durable worker has of ours, by name: an orchestrator for each workflow of the table, under the workflow's own name (input:
/// <see cref="DurableStart"/>; output: the result as JSON), one activity that carries out every activity of the table, and two of the
/// host's own.
/// </summary>
public static class DurableNames
{
    /// <summary>An activity. Input: <see cref="DurableCall"/>; output: <see cref="DurableAnswer"/>.</summary>
    public const string Activity = "activity";

    /// <summary>An activity. Input: <see cref="DurableAwait"/>; output: the end of what is waited for, or null.</summary>
    public const string AwaitWorkflow = "await-workflow";

    /// <summary>An activity. Input: the end of an instance; output: the ids of those who wait for it.</summary>
    public const string EndWorkflow = "end-workflow";

    /// <summary>The one event under which all of ours arrive (<see cref="DurableMail"/>), so that they have one order.</summary>
    public const string Mail = "mail";

    /// <summary>The tag of an activity that names the table's entry.</summary>
    public const string Tag = "arbit";
}
