namespace Arbit.Live.Durable;

/// <summary>
/// What a Durable worker has of ours, by name: an orchestrator for every workflow of the table, under its own name, so that a person finds
/// it among the backend's instances (input: <see cref="DurableStart"/>; output: the result as JSON); one activity that carries out every
/// activity of the table, and two of the host's own. An activity of the table is named in what it is given, and in tags.
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

    /// <summary>The tag that names the table's entry.</summary>
    public const string Tag = "arbit";
}
