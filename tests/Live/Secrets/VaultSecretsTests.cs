using System.Net;
using System.Text.Json;
using Arbit.Live.Secrets;
using Arbit.Tests.Live.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace Arbit.Tests.Live.Secrets;

/// <summary>Settings from a vault that is played by a handler of requests: no emulator of Key Vault is at hand.</summary>
public sealed class VaultSecretsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Arbit--Venues--0--ApiKey", "Arbit:Venues:0:ApiKey")]
    [InlineData("signals-token", "signals-token")]
    public void Two_dashes_are_a_settings_colon(string secret, string setting) => Assert.Equal(setting, VaultSecrets.SettingOf(secret));

    [Fact]
    public async Task Valid_secrets_become_settings_and_the_others_are_left_out()
    {
        var found = await Of(new Vault()).ReadAsync(default);
        Assert.Equal(["Arbit:Venues:0:ApiKey", "signals-token"], found.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("value of Arbit--Venues--0--ApiKey", found["arbit:venues:0:apikey"]);
    }

    [Fact]
    public async Task A_refusal_names_the_secret_and_never_what_it_holds()
    {
        var refusal = await Assert.ThrowsAsync<IOException>(() => Of(new Vault { RefusesValues = true }).ReadAsync(default));
        Assert.Contains("Arbit--Venues--0--ApiKey", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("value of", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gets_no_token_or_no_answer_says_which()
    {
        var refusal = await Assert.ThrowsAsync<IOException>(() => Of(new Vault(), new NoToken()).ReadAsync(default));
        Assert.Contains(nameof(CredentialUnavailableException), refusal.Message, StringComparison.Ordinal);
        var options = new SecretClientOptions { DisableChallengeResourceVerification = true };
        (options.Retry.MaxRetries, options.Retry.Delay) = (2, TimeSpan.FromMilliseconds(1));
        var away = new VaultSecrets(new SecretClient(new Uri("https://127.0.0.1:1"), new AnyToken(), options), new ToldTime());
        Assert.Contains("its list of secrets", (await Assert.ThrowsAsync<IOException>(() => away.ReadAsync(default))).Message, StringComparison.Ordinal);
    }

    private static VaultSecrets Of(Vault vault, TokenCredential? credential = null)
    {
        var options = VaultSecrets.WithoutContent(new SecretClientOptions { Transport = new HttpClientTransport(vault), DisableChallengeResourceVerification = true });
        options.Retry.MaxRetries = 0;
        return new VaultSecrets(new SecretClient(new Uri("https://vault.example"), credential ?? new AnyToken(), options), new ToldTime());
    }

    private sealed class ToldTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class AnyToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Vault : HttpMessageHandler
    {
        public bool RefusesValues { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Headers.Authorization is null)
            {
                var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
                challenge.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer authorization=\"https://login.example/tenant\", resource=\"https://vault.example\"");
                return Task.FromResult(challenge);
            }

            var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
            return Task.FromResult(path.Length == 1 ? Json(List()) : RefusesValues
                ? Json(new { error = new { code = "Forbidden", message = $"value of {path[1]}" } }, HttpStatusCode.Forbidden)
                : Json(new { id = $"https://vault.example/secrets/{path[1]}/1", value = $"value of {path[1]}", attributes = new { enabled = true } }));
        }

        private static object List()
        {
            static object Secret(string name, object attributes) => new { id = $"https://vault.example/secrets/{name}", attributes };
            return new
            {
                value = new[]
                {
                    Secret("Arbit--Venues--0--ApiKey", new { enabled = true }),
                    Secret("signals-token", new { enabled = true, exp = Now.AddDays(1).ToUnixTimeSeconds() }),
                    Secret("disabled", new { enabled = false }),
                    Secret("expired", new { enabled = true, exp = Now.AddDays(-1).ToUnixTimeSeconds() }),
                    Secret("future", new { enabled = true, nbf = Now.AddDays(1).ToUnixTimeSeconds() }),
                },
            };
        }

        private static HttpResponseMessage Json(object content, HttpStatusCode status = HttpStatusCode.OK)
            => new(status) { Content = new StringContent(JsonSerializer.Serialize(content), System.Text.Encoding.UTF8, "application/json") };
    }
}
