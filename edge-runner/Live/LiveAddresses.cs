using Arbit.Live.Events;
using Arbit.Live.Tables;
using Azure.Core;
using Azure.Storage.Blobs;

namespace Arbit.EdgeRunner.Live;

/// <summary>
/// Where the edge's services are, by an address and an identity, or by a connection string (an emulator's): sections EventHubs, Tables, Lease
/// and KeyVault of the environment, as the deployment sets them.
/// </summary>
/// <param name="configuration">The environment's.</param>
/// <param name="credential">Whose rights count.</param>
internal sealed class LiveAddresses(IConfiguration configuration, TokenCredential credential)
{
    private const string LeaseContainer = "lease";

    /// <summary>There is a bus outside this process.</summary>
    public bool HasBus => (configuration["EventHubs:ConnectionString"] ?? configuration["EventHubs:fullyQualifiedNamespace"]) is { Length: > 0 };

    public Uri? Vault => configuration["KeyVault:Endpoint"] is { Length: > 0 } address ? new Uri(address) : null;

    public HubAddress Hubs => configuration["EventHubs:ConnectionString"] is { Length: > 0 } connection
        ? new HubAddress(connection)
        : new HubAddress(Required("EventHubs:fullyQualifiedNamespace"), credential);

    public TablesStateStore Tables => configuration["Tables:ConnectionString"] is { Length: > 0 } connection
        ? new TablesStateStore(connection)
        : new TablesStateStore(new Uri(Required("Tables:Endpoint")), credential);

    public BlobContainerClient Leases => configuration["Lease:ConnectionString"] is { Length: > 0 } connection
        ? new BlobContainerClient(connection, LeaseContainer)
        : new BlobContainerClient(new Uri($"{Required("Lease:BlobEndpoint").TrimEnd('/')}/{LeaseContainer}"), credential);

    private string Required(string name) => configuration[name] is { Length: > 0 } value
        ? value
        : throw new IOException($"{name.Replace(":", "__", StringComparison.Ordinal)} is not set: the edge stands on Event Hubs, Tables and a blob lease together, or on none of them");
}
