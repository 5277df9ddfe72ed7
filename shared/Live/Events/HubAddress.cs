using Arbit.Messages;
using Azure.Core;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Consumer;
using Azure.Messaging.EventHubs.Primitives;
using Azure.Messaging.EventHubs.Producer;

namespace Arbit.Live.Events;

/// <summary>A namespace of hubs and how to get in: by an identity, or by a connection string, which an emulator on loopback has.</summary>
public sealed class HubAddress
{
    private readonly string? _connection;
    private readonly string _namespace = "";
    private readonly TokenCredential? _credential;

    /// <param name="connection">A secret where it is not an emulator's: never shown.</param>
    public HubAddress(string connection) => _connection = connection;

    /// <param name="fullyQualifiedNamespace">As in <c>NAME.servicebus.windows.net</c>.</param>
    /// <param name="credential">Whose rights count.</param>
    public HubAddress(string fullyQualifiedNamespace, TokenCredential credential) => (_namespace, _credential) = (fullyQualifiedNamespace, credential);

    /// <summary>How long one try of an operation may take.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public static string NameOf(Hub hub) => hub switch
    {
        Hub.Commands => "commands",
        Hub.Facts => "facts",
        _ => "deadletter",
    };

    internal EventHubProducerClient Producer(Hub hub)
    {
        var options = new EventHubProducerClientOptions { RetryOptions = Retries() };
        return _credential is null ? new EventHubProducerClient(_connection, NameOf(hub), options) : new EventHubProducerClient(_namespace, NameOf(hub), _credential, options);
    }

    internal EventHubConsumerClient Consumer(Hub hub, string group)
    {
        var options = new EventHubConsumerClientOptions { RetryOptions = Retries() };
        return _credential is null
            ? new EventHubConsumerClient(group, _connection, NameOf(hub), options)
            : new EventHubConsumerClient(group, _namespace, NameOf(hub), _credential, options);
    }

    internal PartitionReceiver Receiver(Hub hub, string group, string partition, EventPosition from, long? ownerLevel)
    {
        var options = new PartitionReceiverOptions { RetryOptions = Retries(), OwnerLevel = ownerLevel };
        return _credential is null
            ? new PartitionReceiver(group, partition, from, _connection, NameOf(hub), options)
            : new PartitionReceiver(group, partition, from, _namespace, NameOf(hub), _credential, options);
    }

    private EventHubsRetryOptions Retries() => new() { TryTimeout = TryTimeout };
}
