using Arbit.Live;
using Arbit.Live.Events;
using Arbit.Live.Secrets;
using Arbit.Live.Tables;
using Arbit.Slow.Configuration;
using Azure.Core;
using Azure.Storage.Blobs;

namespace Arbit.EdgeRunner.Live;

/// <summary>Where the edge's services are, as the environment names them: what the functions stand on as well, and the lease on trading.</summary>
/// <param name="configuration">The environment's.</param>
/// <param name="credential">Whose rights count.</param>
internal sealed class LiveAddresses(IConfiguration configuration, TokenCredential credential)
{
    private const string Lease = "Lease";
    private const string Endpoint = "BlobEndpoint";
    private const string LeaseContainer = "lease";

    private readonly Connections _connections = new(name => configuration[name], credential);

    /// <summary>There is a bus outside this process: then the edge stands on hubs, tables and a blob lease together, else on none of them.</summary>
    public bool HasBus => _connections.HasHubs;

    public HubAddress Hubs => _connections.Hubs;

    public TablesStateStore Tables => _connections.Store;

    /// <exception cref="InvalidSettingsException">It is not told, or no address.</exception>
    public BlobContainerClient Leases => _connections.StringOf(Lease) is { } connection
        ? new BlobContainerClient(connection, LeaseContainer)
        : new BlobContainerClient(
            new Uri($"{(_connections.AddressOf(Lease, Endpoint) ?? throw Connections.Missing(Lease, Endpoint, "https://NAME.blob.core.windows.net")).ToString().TrimEnd('/')}/{LeaseContainer}"), credential);

    /// <summary>Null where no vault is named.</summary>
    /// <param name="time">By which secrets are valid.</param>
    public VaultSecrets? Secrets(TimeProvider time) => _connections.Secrets(time);
}
