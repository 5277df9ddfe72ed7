using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Arbit.Live.Secrets;

/// <summary>
/// Settings from Key Vault: a secret named <c>Venues--0--ApiKey</c> is the setting <c>Venues:0:ApiKey</c>. What is disabled, not yet valid or
/// expired is left out. Values are in what is returned and nowhere else: no message or log of this program has one.
/// </summary>
public sealed class VaultSecrets
{
    private const string Separator = "--";

    private readonly SecretClient _client;
    private readonly TimeProvider _time;

    /// <param name="vault">As in <c>https://NAME.vault.azure.net</c>.</param>
    /// <param name="credential">Whose rights count.</param>
    /// <param name="time">The clock.</param>
    public VaultSecrets(Uri vault, TokenCredential credential, TimeProvider time)
        : this(new SecretClient(vault, credential, WithoutContent(new SecretClientOptions())), time)
    {
    }

    internal VaultSecrets(SecretClient client, TimeProvider time) => (_client, _time) = (client, time);

    /// <summary>All of them by the names of settings; read once, at the start.</summary>
    /// <exception cref="IOException">The vault does not answer, or refuses; the message names the secret where it is one's fault.</exception>
    public async Task<IReadOnlyDictionary<string, string?>> ReadAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var name = "";
        string problem;
        try
        {
            await foreach (var secret in _client.GetPropertiesOfSecretsAsync(cancellation))
            {
                if (!IsValid(secret))
                    continue;
                name = secret.Name;
                found[SettingOf(name)] = (await _client.GetSecretAsync(name, cancellationToken: cancellation)).Value.Value;
            }

            return found;
        }
        catch (RequestFailedException e)
        {
            problem = $"{e.Status} {e.ErrorCode}";
        }
        catch (Exception e) when (e is AggregateException or AuthenticationFailedException)
        {
            // Of all its tries, and of getting a token.
            problem = e.GetType().Name;
        }

        // The service's own words are left out, inside as outside: they can repeat what was asked for.
        throw new IOException($"the key vault did not give {(name.Length == 0 ? "its list of secrets" : $"the secret {name}")} ({problem})");
    }

    internal static string SettingOf(string secret) => secret.Replace(Separator, ":", StringComparison.Ordinal);

    /// <summary>Requests may be logged; what they carry never is.</summary>
    internal static SecretClientOptions WithoutContent(SecretClientOptions options)
    {
        options.Diagnostics.IsLoggingContentEnabled = false;
        return options;
    }

    private bool IsValid(SecretProperties secret)
    {
        var now = _time.GetUtcNow();
        return secret.Enabled != false && !(secret.NotBefore > now) && !(secret.ExpiresOn <= now);
    }
}
