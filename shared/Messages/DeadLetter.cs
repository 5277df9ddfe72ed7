using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.Messages;

/// <summary>What was put aside, in envelopes for the dead-letter hub, and out of them.</summary>
public static class DeadLetter
{
    private const string DeadType = "dead";

    /// <param name="dead">What could not be handled.</param>
    /// <param name="place">Where it stood in its hub: one that is put aside twice has one id.</param>
    public static Envelope Wrap(DeadMessage dead, string place)
        => new($"{DeadType}:{dead.Hub}:{dead.Group}:{place}", DeadType, "bus", dead.At, dead.Group, Envelope.CurrentVersion, JsonSerializer.SerializeToElement(dead, WorkflowJson.Options));

    public static DeadMessage Read(Envelope message) => message.Data.Deserialize<DeadMessage>(WorkflowJson.Options)!;
}
