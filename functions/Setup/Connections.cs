using Arbit.Live.Events;
using Arbit.Live.Secrets;
using Arbit.Live.Tables;
using Arbit.Slow.Configuration;
using Azure.Core;
using Microsoft.Extensions.Configuration;

namespace Arbit.Functions.Setup;

/// <summary>
/// Where the slow side's state, bus and secrets are. Each is named as triggers name theirs: <c>NAME</c> is a connection string, for an
/// emulator; below <c>NAME</c> is the service that an identity gets in by.
/// </summary>
internal static class Connections
{
    private const string Events = "EventHubs";
    private const string Namespace = "fullyQualifiedNamespace";
    private const string Tables = "Tables";
    private const string Vault = "KeyVault";
    private const string Endpoint = "Endpoint";

    public static TablesStateStore StoreFrom(IConfiguration configuration, TokenCredential credential)
    {
        if (configuration[Tables] is { Length: > 0 } connection)
            return new TablesStateStore(connection);
        return EndpointOf(configuration, Tables) is { } endpoint
            ? new TablesStateStore(endpoint, credential)
            : throw new InvalidSettingsException([$"{Tables}__{Endpoint} is not set; it is like https://NAME.table.core.windows.net"]);
    }

    public static HubAddress HubsFrom(IConfiguration configuration, TokenCredential credential)
    {
        if (configuration[Events] is { Length: > 0 } connection)
            return new HubAddress(connection);
        return configuration[$"{Events}:{Namespace}"] is { Length: > 0 } name
            ? new HubAddress(name, credential)
            : throw new InvalidSettingsException([$"{Events}__{Namespace} is not set; it is like NAME.servicebus.windows.net"]);
    }

    /// <summary>Null where no vault is named: then secrets are in the environment, as on a person's own machine.</summary>
    public static VaultSecrets? VaultFrom(IConfiguration configuration, TokenCredential credential, TimeProvider time)
        => EndpointOf(configuration, Vault) is { } vault ? new VaultSecrets(vault, credential, time) : null;

    private static Uri? EndpointOf(IConfiguration configuration, string name)
    {
        if (configuration[$"{name}:{Endpoint}"] is not { Length: > 0 } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new InvalidSettingsException([$"{name}__{Endpoint} is '{text}'; it is an https address"]);
    }
}
