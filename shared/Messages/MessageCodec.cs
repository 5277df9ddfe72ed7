using System.Text.Json;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Workflows;

namespace Arbit.Messages;

/// <summary>Commands and facts in envelopes, and out of them.</summary>
public static class MessageCodec
{
    private const string CommandType = "command";
    private const string FactType = "fact";

    public static Envelope Wrap(EdgeCommand command, DateTimeOffset now)
        => new(command.Id, CommandType, "slow", now, KeyOf(command), Envelope.CurrentVersion, JsonSerializer.SerializeToElement(command, WorkflowJson.Options));

    public static Envelope Wrap(EdgeFact fact, string id, string key)
        => new(id, FactType, "edge", fact.Time, key, Envelope.CurrentVersion, JsonSerializer.SerializeToElement(fact, WorkflowJson.Options));

    /// <exception cref="PoisonMessageException">It is of another type or version, or unreadable.</exception>
    public static EdgeCommand CommandOf(Envelope message) => Open<EdgeCommand>(message, CommandType);

    /// <exception cref="PoisonMessageException">It is of another type or version, or unreadable.</exception>
    public static EdgeFact FactOf(Envelope message) => Open<EdgeFact>(message, FactType);

    /// <summary>Commands about one account and asset stay in order.</summary>
    private static string KeyOf(EdgeCommand command) => command switch
    {
        Reserve reserve => $"{reserve.Place}/{reserve.Asset}",
        MoveMoney move => $"{move.From}/{move.Asset}",
        Credit credit => $"{credit.Place}/{credit.Asset}",
        Trade trade => $"{trade.Venue}/{trade.Symbol}",
        SetMode => "mode",
        // A resume must never overtake the halt that came after it.
        RestrainTrading => "trading",
        _ => command.ReplyTo ?? command.Id,
    };

    private static T Open<T>(Envelope message, string type)
    {
        if (message.Type != type)
            throw new PoisonMessageException($"a {type} was expected, this is a '{message.Type}'");
        if (message.Version != Envelope.CurrentVersion)
            throw new PoisonMessageException($"version {message.Version} of a {type} is not known here (known: {Envelope.CurrentVersion})");
        try
        {
            return message.Data.Deserialize<T>(WorkflowJson.Options) ?? throw new PoisonMessageException($"the {type} is empty");
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException or OverflowException)
        {
            throw new PoisonMessageException($"the {type} cannot be read: {e.Message}", e);
        }
    }
}
