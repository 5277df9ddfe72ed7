using Arbit.Markets;
using Arbit.Markets.Networks;
using Arbit.Money;

namespace Arbit.Tests.Lessons;

/// <summary>Tag or memo lost (ccxt #8475, #15857), network names changed (ccxt #23063).</summary>
public sealed class L25_NetworkNamesTests
{
    [Theory]
    [InlineData("binance", "USDT", "TRX=tron SOL=solana MATIC=polygon BASE=base BSC=bsc ETH=ethereum AVAXC=avalanche ARBITRUM=arbitrum OPTIMISM=optimism")]
    [InlineData("kraken", "USDT", "Tron=tron Solana=solana Polygon=polygon Base=base Ethereum=ethereum Optimism=optimism")]
    [InlineData("kucoin", "USDT", "trx=tron sol=solana matic=polygon base=base bsc=bsc eth=ethereum avaxc=avalanche arbitrum=arbitrum optimism=optimism")]
    [InlineData("kucoin", "USDT", "TRC20=tron SOL=solana Polygon=polygon Base=base BEP20=bsc ERC20=ethereum ARBITRUM=arbitrum OPTIMISM=optimism")]
    [InlineData("bybit", "USDT", "TRX=tron SOL=solana MATIC=polygon BASE=base BSC=bsc ETH=ethereum CAVAX=avalanche ARBI=arbitrum OP=optimism")]
    [InlineData("okx", "USDT", "USDT-TRC20=tron USDT-Solana=solana USDT-Polygon=polygon USDT-Base=base USDT-BSC=bsc USDT-ERC20=ethereum USDT-Optimism=optimism")]
    [InlineData("coinbase", "USDC", "solana=solana polygon=polygon base=base ethereum=ethereum avacchain=avalanche arbitrum=arbitrum optimism=optimism")]
    [InlineData("binance", "BTC", "BTC=bitcoin SEGWITBTC=bitcoin LIGHTNING=lightning")]
    [InlineData("kraken", "BTC", "Bitcoin=bitcoin Lightning=lightning")]
    [InlineData("kucoin", "BTC", "btc=bitcoin bech32=bitcoin BTC-Segwit=bitcoin")]
    [InlineData("okx", "BTC", "BTC-Bitcoin=bitcoin BTC-Lightning=lightning")]
    [InlineData("okx", "ETH", "ETH-Ethereum=ethereum ETH-ERC20=ethereum")]
    public void A_venues_name_means_one_network(string venue, string asset, string names)
    {
        foreach (var pair in names.Split(' '))
            Assert.Equal(pair, $"{pair.Split('=')[0]}={NetworkNames.Canonical(new Venue(venue), new Asset(asset), pair.Split('=')[0])}");
    }

    [Theory]
    [InlineData("kraken", "Avalanche C-Chain", "avalanche")]
    [InlineData("kraken", "Arbitrum One", "arbitrum")]
    [InlineData("kraken", "BNB Smart Chain", "bsc")]
    [InlineData("okx", "USDT-Avalanche C-Chain", "avalanche")]
    [InlineData("okx", "USDT-Arbitrum One", "arbitrum")]
    [InlineData("okx", "USDT-Arbitrum one", "arbitrum")]
    public void Names_of_several_words_too(string venue, string name, string network)
        => Assert.Equal(network, NetworkNames.Canonical(new Venue(venue), new Asset("USDT"), name));

    [Theory]
    [InlineData("binance", "BNB")] // the old Beacon Chain, not the Smart Chain
    [InlineData("binance", "AVAX")] // the X-Chain, not the C-Chain
    [InlineData("binance", "TRC20")]
    [InlineData("kucoin", "kcc")]
    [InlineData("kucoin", "ton2")]
    [InlineData("bybit", "MANTLE")]
    [InlineData("okx", "USDT-Polygon (Bridged)")]
    [InlineData("okx", "USDC-Polygon")]
    [InlineData("okx", "Polygon")]
    [InlineData("okx", "USDT-")]
    [InlineData("coinbase", "")]
    [InlineData("nowhere", "tron")]
    public void A_name_that_is_not_known_means_none(string venue, string name)
        => Assert.Null(NetworkNames.Canonical(new Venue(venue), new Asset("USDT"), name));

    [Fact]
    public void What_a_venue_is_asked_with_is_what_it_calls_the_network()
    {
        foreach (var venue in new[] { "binance", "kraken", "kucoin", "bybit", "okx", "coinbase" }.Select(name => new Venue(name)))
        {
            foreach (var asset in new[] { new Asset("USDC"), new Asset("ETH"), new Asset("BTC") })
            {
                var known = NetworkIds.All.Where(network => NetworkNames.NameOf(venue, asset, network) is not null).ToList();
                Assert.Contains(NetworkIds.Ethereum, known);
                Assert.All(known, network => Assert.Equal(network, NetworkNames.Canonical(venue, asset, NetworkNames.NameOf(venue, asset, network)!)));
            }
        }

        Assert.Equal("ETH-Ethereum", NetworkNames.NameOf(new Venue("okx"), new Asset("ETH"), NetworkIds.Ethereum));
        Assert.Equal("USDT-ERC20", NetworkNames.NameOf(new Venue("okx"), new Asset("USDT"), NetworkIds.Ethereum));
        Assert.Null(NetworkNames.NameOf(new Venue("coinbase"), new Asset("USDT"), NetworkIds.Tron));
        Assert.Null(NetworkNames.NameOf(new Venue("nowhere"), new Asset("USDT"), NetworkIds.Tron));
    }
}
