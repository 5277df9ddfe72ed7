using Arbit.Live.Events;
using Arbit.Live.Secrets;
using Arbit.Live.Tables;
using Arbit.Slow.Configuration;
using Azure.Core;

namespace Arbit.Live;

/// <summary>
/// Where state, bus and secrets are, by the same names for the edge and for the functions. Each is named as the Functions runtime names the
/// connection of a trigger, because it reads <c>EventHubs</c> itself: <c>NAME</c> is a connection string, for an emulator; below <c>NAME</c> is
/// the service that an identity gets in by. Only the runtime's own storage has another name, AzureWebJobsStorage, which is not ours to choose.
/// </summary>
/// <param name="settings">By their names, with a colon between the parts.</param>
/// <param name="credential">Whose rights count.</param>
public sealed class Connections(Func<string, string?> settings, TokenCredential credential)
{
    private const string Events = "EventHubs";
    private const string Namespace = "fullyQualifiedNamespace";
    private const string Tables = "Tables";
    private const string Vault = "KeyVault";
    private const string Endpoint = "Endpoint";

    /// <summary>There is a bus outside this process.</summary>
    public bool HasHubs => StringOf(Events) is not null || Told($"{Events}:{Namespace}") is not null;

    /// <exception cref="InvalidSettingsException">It is not told, or no address.</exception>
    public TablesStateStore Store => StringOf(Tables) is { } connection
        ? new TablesStateStore(connection)
        : new TablesStateStore(AddressOf(Tables, Endpoint) ?? throw Missing(Tables, Endpoint, "https://NAME.table.core.windows.net"), credential);

    /// <exception cref="InvalidSettingsException">It is not told.</exception>
    public HubAddress Hubs => StringOf(Events) is { } connection
        ? new HubAddress(connection)
        : new HubAddress(Told($"{Events}:{Namespace}") ?? throw Missing(Events, Namespace, "NAME.servicebus.windows.net"), credential);

    /// <summary>Null where no vault is named: then secrets are in the environment, as on a person's own machine.</summary>
    /// <param name="time">By which secrets are valid.</param>
    /// <exception cref="InvalidSettingsException">It is no address.</exception>
    public VaultSecrets? Secrets(TimeProvider time) => AddressOf(Vault, Endpoint) is { } vault ? new VaultSecrets(vault, credential, time) : null;

    /// <summary>An emulator's; null where there is none.</summary>
    public string? StringOf(string name) => Told(name);

    /// <summary>Null where it is not told.</summary>
    /// <exception cref="InvalidSettingsException">It is no address.</exception>
    public Uri? AddressOf(string name, string part)
    {
        if (Told($"{name}:{part}") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
            ? uri
            : throw new InvalidSettingsException([$"{name}__{part} is '{text}'; it is an https address"]);
    }

    public static InvalidSettingsException Missing(string name, string part, string example) => new([$"{name}__{part} is not set; it is like {example}"]);

    private string? Told(string name) => settings(name) is { Length: > 0 } value ? value : null;
}
