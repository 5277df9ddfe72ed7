using Arbit.Messages.Facts;

namespace Arbit.EdgeRunner.Treasury;

/// <summary>
/// Where the decider's answers leave. Never waited for: what is lost here is repaired by the sender, who repeats its command and is
/// answered the same out of the journal.
/// </summary>
public interface IFactSink
{
    /// <summary>A command was answered; its record is in the journal.</summary>
    void Say(CommandAnswer answer);

    /// <summary>A message was taken, whatever came of it: the bus may keep its place behind it.</summary>
    void Taken(string messageId);
}
