using Arbit.Accounts.Keys;
using Arbit.EdgeRunner.Live.Venues;
using Arbit.Markets;

namespace Arbit.Tests.Live.Venues;

public sealed class VaultKeysTests
{
    private static readonly Venue Kucoin = new("kucoin");

    [Fact]
    public void The_vaults_key_comes_before_the_environments_and_each_role_has_its_own()
    {
        var keys = new VaultKeys(
            new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Keys:kucoin:Trade:Key"] = "vault",
                ["Keys:kucoin:Trade:Secret"] = "secret",
                ["Keys:kucoin:Trade:Passphrase"] = "phrase",
                ["Keys:kucoin:Earn:Key"] = "half of one",
            },
            new EnvironmentKeys(name => name.StartsWith("ARBIT_KUCOIN_", StringComparison.Ordinal) ? "environment" : null));
        Assert.Equal(new VenueKey("vault", "secret", "phrase"), keys.Find(Kucoin, KeyRole.Trade));
        Assert.Equal("environment", keys.Find(Kucoin, KeyRole.Earn)!.Key);
        Assert.Null(keys.Find(new Venue("binance"), KeyRole.Trade));
    }
}
