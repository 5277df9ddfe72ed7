namespace Arbit.Live.Durable;

/// <summary>
/// What a Durable worker has of ours, by name: one orchestrator that runs every workflow of the table, one activity that carries out every
/// activity of the table, and two of the host's own. A table's entry is named in what they are given, and in tags.
/// </summary>
public static class DurableNames
{
    /// <summary>The orchestrator. Input: <see cref="DurableStart"/>; output: the result as JSON.</summary>
    public const string Workflow = "workflow";

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
