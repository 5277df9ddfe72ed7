using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy.Transfers;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;
using Property = Arbit.Tests.Support.Property;

namespace Arbit.Tests.Strategy.Transfers;

/// <summary>
/// The network table (strategy.md, Transfer Manager). A row: the network, "fee/minutes", then what is out of the ordinary at it.
/// Both ends otherwise tell the same contract, are open, have an address without a tag, and state no minimum.
/// </summary>
public sealed class NetworkChoiceTests(ITestOutputHelper output)
{
    private const string Hex = "0xdAC17F958D2ee523a2206206994597C13D831ec7";

    [Theory]
    [InlineData("the cheapest of the paper fees", "USDT", "1000", "1", "tron 1.00/3, solana 0.05/2, polygon 0.25/3, bsc 0.30/3", "solana", "Cheapest", "0.05", "solana Chosen, polygon Dearer, bsc Dearer, tron Dearer")]
    [InlineData("a dollar coin over base", "USDC", "1000", "1", "base 0.04/0.1, solana 0.05/2, polygon 0.25/3", "base", "Cheapest", "0.04", "base Chosen, solana Dearer, polygon Dearer")]
    [InlineData("equal cost, the faster", "USDC", "1000", "1", "solana 0.05/2, base 0.05/0.1", "base", "Fastest", "0.05", "base Chosen, solana Slower")]
    [InlineData("equal cost written differently, the faster", "USDC", "1000", "1", "solana 0.050/2, base 5e-2/0.1", "base", "Fastest", "0.05", "base Chosen, solana Slower")]
    [InlineData("equal cost and minutes, the first by name", "USDT", "1000", "1", "tron 0.3/3, bsc 0.3/3", "bsc", "FirstByName", "0.3", "bsc Chosen, tron LaterByName")]
    [InlineData("unknown minutes are the slowest", "USDT", "1000", "1", "bsc 0.3/?, tron 0.3/600", "tron", "Fastest", "0.3", "tron Chosen, bsc Slower")]
    [InlineData("unknown minutes and cheaper", "USDT", "1000", "1", "bsc 0.2/?, tron 0.3/1", "bsc", "Cheapest", "0.2", "bsc Chosen, tron Dearer")]
    [InlineData("both without minutes", "USDT", "1000", "1", "tron 0.3/?, bsc 0.3/?", "bsc", "FirstByName", "0.3", "bsc Chosen, tron LaterByName")]
    [InlineData("for nothing", "USDT", "1000", "1", "tron 0/3, bsc 0.3/3", "tron", "Cheapest", "0", "tron Chosen, bsc Dearer")]
    [InlineData("the only one", "USDT", "1000", "1", "tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen")]
    [InlineData("cost is fee times price", "USDT", "1000", "1.0002", "tron 1/3", "tron", "OnlyEligible", "1.0002", "tron Chosen")]
    [InlineData("a fee not known never goes", "USDT", "1000", "1", "solana ?/2, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana FeeUnknown")]
    [InlineData("no fee known at all", "USDT", "1000", "1", "tron ?/3", null, "NoneEligible", null, "tron FeeUnknown")]
    [InlineData("base is none of USDT's", "USDT", "1000", "1", "base 0.01/0.1, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, base NotAllowed")]
    [InlineData("tron and bsc are none of USDC's", "USDC", "1000", "1", "tron 0.01/3, bsc 0.01/3, solana 0.05/2", "solana", "OnlyEligible", "0.05", "solana Chosen, bsc NotAllowed, tron NotAllowed")]
    [InlineData("arbitrum and optimism never", "USDC", "50000", "1", "arbitrum 0/0.1, optimism 0/0.1", null, "NoneEligible", null, "arbitrum NotAllowed, optimism NotAllowed")]
    [InlineData("a network that nobody knows", "USDC", "1000", "1", "zora 0/0.1, base 1/1", "base", "OnlyEligible", "1", "base Chosen, zora NotAllowed")]
    [InlineData("names are canonical or nothing", "USDT", "1000", "1", "TRC20 0/1", null, "NoneEligible", null, "TRC20 NotAllowed")]
    [InlineData("an asset that is not moved", "BTC", "1", "60000", "bitcoin 0.0001/30", null, "NoneEligible", null, "bitcoin NotAllowed")]
    [InlineData("ERC-20 under ten thousand", "USDT", "9999.99", "1", "ethereum 0.01/5, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, ethereum Erc20TooSmall")]
    [InlineData("ERC-20 at exactly ten thousand competes", "USDT", "10000", "1", "ethereum 0.5/5, tron 1/3", "ethereum", "Cheapest", "0.5", "ethereum Chosen, tron Dearer")]
    [InlineData("ERC-20 competes and loses", "USDT", "20000", "1", "ethereum 4/5, tron 1/3", "tron", "Cheapest", "1", "tron Chosen, ethereum Dearer")]
    [InlineData("ERC-20 is judged in dollars, over", "USDT", "9999", "1.0002", "ethereum 0.5/5", "ethereum", "OnlyEligible", "0.5001", "ethereum Chosen")]
    [InlineData("ERC-20 is judged in dollars, under", "USDT", "10000", "0.9999", "ethereum 0.5/5", null, "NoneEligible", null, "ethereum Erc20TooSmall")]
    [InlineData("ERC-20 alone and too small", "USDC", "600", "1", "ethereum 0.01/5", null, "NoneEligible", null, "ethereum Erc20TooSmall")]
    [InlineData("avalanche under a dollar", "USDC", "1000", "1", "avalanche 0.99/1, solana 2/2", "avalanche", "Cheapest", "0.99", "avalanche Chosen, solana Dearer")]
    [InlineData("avalanche at a dollar", "USDC", "1000", "1", "avalanche 1.00/1, solana 2/2", "solana", "OnlyEligible", "2", "solana Chosen, avalanche AvalancheFeeTooHigh")]
    [InlineData("avalanche is judged in dollars", "USDC", "1000", "1.02", "avalanche 0.99/1", null, "NoneEligible", null, "avalanche AvalancheFeeTooHigh")]
    [InlineData("avalanche not confirmed", "USDT", "1000", "1", "avalanche ?/1", null, "NoneEligible", null, "avalanche FeeUnknown")]
    [InlineData("exactly five hundred", "USDT", "500", "1", "tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen")]
    [InlineData("a cent under five hundred", "USDT", "499.99", "1", "tron 1/3, base 0/1", null, "BelowTransferMinimum", null, "base NotAllowed, tron BelowTransferMinimum")]
    [InlineData("five hundred coins under a dollar each", "USDT", "500", "0.9999", "tron 1/3", null, "BelowTransferMinimum", null, "tron BelowTransferMinimum")]
    [InlineData("withdrawals suspended", "USDT", "1000", "1", "solana 0.05/2 out, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana WithdrawalsSuspended")]
    [InlineData("deposits suspended", "USDT", "1000", "1", "solana 0.05/2 in, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana DepositsSuspended")]
    [InlineData("only where it is sent from", "USDT", "1000", "1", "solana 0.05/2 source, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana NotAtDestination")]
    [InlineData("only where it arrives", "USDT", "1000", "1", "solana 0.05/2 target, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana NotAtSource")]
    [InlineData("nothing in common", "USDT", "1000", "1", "solana 0.05/2 target, tron 1/3 source", null, "NoCommonNetwork", null, "solana NotAtSource, tron NotAtDestination")]
    [InlineData("no networks at all", "USDT", "1000", "1", "", null, "NoCommonNetwork", null, "")]
    [InlineData("under the venue's minimum", "USDT", "1000", "1", "solana 0.05/2 min=1000.000001, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana BelowNetworkMinimum")]
    [InlineData("at the venue's minimum, the fee on top", "USDT", "1000", "1", "solana 0.05/2 min=1000, tron 1/3", "solana", "Cheapest", "0.05", "solana Chosen, tron Dearer")]
    [InlineData("no address on the list", "USDT", "1000", "1", "solana 0.05/2 unlisted, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana NoAddress")]
    [InlineData("an empty address is none", "USDT", "1000", "1", "solana 0.05/2 blank", null, "NoneEligible", null, "solana NoAddress")]
    [InlineData("a listed address of another asset", "USDT", "1000", "1", "solana 0.05/2 foreign", null, "NoneEligible", null, "solana NoAddress")]
    [InlineData("a tag is wanted and there is none", "USDT", "1000", "1", "solana 0.05/2 tagged, tron 1/3", "tron", "OnlyEligible", "1", "tron Chosen, solana TagMissing")]
    [InlineData("an empty tag is none", "USDT", "1000", "1", "solana 0.05/2 tagged tag=", null, "NoneEligible", null, "solana TagMissing")]
    [InlineData("a tag is wanted and listed", "USDT", "1000", "1", "solana 0.05/2 tagged tag=77", "solana", "OnlyEligible", "0.05", "solana Chosen")]
    [InlineData("a tag that nobody wants does no harm", "USDT", "1000", "1", "solana 0.05/2 tag=77", "solana", "OnlyEligible", "0.05", "solana Chosen")]
    [InlineData("another contract at the destination", "USDT", "1000", "1", "solana 0.05/2 there=Other", null, "NoneEligible", null, "solana ContractMismatch")]
    [InlineData("contracts of another case are other contracts on solana", "USDT", "1000", "1", "solana 0.05/2 here=EsAb there=Esab", null, "NoneEligible", null, "solana ContractMismatch")]
    [InlineData("and on tron", "USDT", "1000", "1", "tron 1/3 here=TR7N there=tr7n", null, "NoneEligible", null, "tron ContractMismatch")]
    [InlineData("and the same one on chains with hexadecimal addresses", "USDT", "1000", "1", "bsc 0.3/3 here=0xABcd there=0xabCD", "bsc", "OnlyEligible", "0.3", "bsc Chosen")]
    [InlineData("the source does not tell and neither does the list", "USDT", "1000", "1", "tron 1/3 here=", null, "NoneEligible", null, "tron ContractUnknown")]
    [InlineData("the destination does not tell and neither does the list", "USDT", "1000", "1", "tron 1/3 there=", null, "NoneEligible", null, "tron ContractUnknown")]
    [InlineData("the source does not tell and the list does", "USDT", "1000", "1", "tron 1/3 here= there=T1 list=T1", "tron", "OnlyEligible", "1", "tron Chosen")]
    [InlineData("the destination does not tell and the list does, in another case of hex", "USDT", "1000", "1", "bsc 0.3/3 here=0xAB there= list=0xab", "bsc", "OnlyEligible", "0.3", "bsc Chosen")]
    [InlineData("the list disagrees with the one that tells", "USDT", "1000", "1", "tron 1/3 here=T1 there= list=T2", null, "NoneEligible", null, "tron ContractMismatch")]
    [InlineData("the list disagrees with two that agree", "USDT", "1000", "1", "tron 1/3 here=T1 there=T1 list=T2", null, "NoneEligible", null, "tron ContractMismatch")]
    [InlineData("neither end tells and the list does", "USDT", "1000", "1", "tron 1/3 here= there= list=T1", "tron", "OnlyEligible", "1", "tron Chosen")]
    [InlineData("nobody tells", "USDT", "1000", "1", "tron 1/3 here= there=", null, "NoneEligible", null, "tron ContractUnknown")]
    [InlineData("no decimal is lost", "USDT", "1000.000000000000000001", "1.00000001", "tron 0.123456789/3", "tron", "OnlyEligible", "0.12345679023456789", "tron Chosen")]
    public void A_network_is_chosen_or_refused_with_its_reason(
        string name, string asset, string amount, string price, string networks, string? chosen, string reason, string? cost, string candidates)
    {
        var quote = NetworkChoice.Of(Request(asset, amount, price, networks), TransferRules.Rebalance);

        Assert.True(chosen == quote.Chosen, $"{name}: {quote.Chosen}");
        Assert.Equal((reason, cost), (quote.Reason.ToString(), quote.TotalCost?.ToString()));
        Assert.Equal(candidates, string.Join(", ", quote.Candidates.Select(candidate => $"{candidate.Network} {candidate.Why}")));
        Assert.All(quote.Candidates, candidate => Assert.Equal(candidate.Why <= NetworkWhy.LaterByName, candidate.IsEligible));
        Assert.Equal(chosen is null, quote.Destination is null);
    }

    [Theory]
    [InlineData("PAXG", "0.01", "2400", "ethereum 0.002/5", "ethereum", "4.8")]
    [InlineData("PAXG", "0.01", "2400", "ethereum 0.002/5 there=0xother", null, null)]
    [InlineData("BTC", "0.001", "60000", "bitcoin 0.0001/30 here= there=", "bitcoin", "6")]
    public void Gold_goes_over_any_network_of_any_size_and_no_other_coin(string asset, string amount, string price, string networks, string? chosen, string? cost)
    {
        var quote = NetworkChoice.Of(Request(asset, amount, price, networks), TransferRules.Gold);

        Assert.Equal((chosen, cost), (quote.Chosen, quote.TotalCost?.ToString()));
        Assert.True(TransferRules.Gold.AlwaysAsks);
    }

    [Fact]
    public void Of_two_listed_addresses_the_first_that_fits_is_the_destination()
    {
        var request = Request("USDT", "1000", "1", "solana 0.05/2 tagged tag=9");
        var without = request.Addresses[0] with { Address = "first", Tag = null };

        Assert.Equal("solana-address", NetworkChoice.Of(request with { Addresses = [without, request.Addresses[0]] }, TransferRules.Rebalance).Destination!.Address);
        Assert.Equal("9", NetworkChoice.Of(request, TransferRules.Rebalance).Destination!.Tag);
    }

    [Fact]
    public void The_order_in_which_venues_list_their_networks_changes_nothing()
    {
        var networks = Gen.Elements("tron", "solana", "polygon", "bsc", "ethereum", "arbitrum")
            .SelectMany(name => Gen.Choose(0, 3).SelectMany(fee => Gen.Choose(0, 2).Select(minutes => $"{name} 0.{fee}/{(minutes == 0 ? "?" : minutes)}")));
        new Property(output).Check("any order, one choice", Gen.ListOf(networks), listed =>
        {
            var rows = listed.DistinctBy(row => row.Split(' ')[0]).ToList();
            var request = Request("USDT", "20000", "1", string.Join(", ", rows));
            var turned = request with { Withdrawals = [.. request.Withdrawals.Reverse()], Deposits = [.. request.Deposits.Reverse()], Addresses = [.. request.Addresses.Reverse()] };
            var (one, other) = (NetworkChoice.Of(request, TransferRules.Rebalance), NetworkChoice.Of(turned, TransferRules.Rebalance));
            return one.Chosen == other.Chosen && one.Candidates.SequenceEqual(other.Candidates) && one.Candidates.Count == rows.Count
                && (one.Chosen is null || one.Candidates.Where(candidate => candidate.IsEligible).All(candidate => candidate.Fee >= one.Candidates[0].Fee));
        });
    }

    private static TransferRequest Request(string asset, string amount, string price, string networks)
    {
        List<WithdrawalNetwork> from = [];
        List<DepositNetwork> to = [];
        List<AllowedAddress> addresses = [];
        foreach (var row in networks.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = row.Split(' ');
            var (fee, minutes) = words[1].Split('/') is [var first, var second] ? (Known(first), Known(second)) : throw new FormatException(row);
            string? Value(string key, string? otherwise) => Array.Find(words, word => word.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..] ?? otherwise;
            if (!words.Contains("target"))
                from.Add(new WithdrawalNetwork(words[0], fee is { } known ? Amount.From(known) : null, Amount.Parse(Value("min", "0")!), !words.Contains("out"), minutes, Value("here", Hex)));
            if (!words.Contains("source"))
                to.Add(new DepositNetwork(words[0], !words.Contains("in"), Value("there", Hex), words.Contains("tagged")));
            if (!words.Contains("unlisted"))
                addresses.Add(new AllowedAddress(new Asset(words.Contains("foreign") ? "BNB" : asset), words[0], words.Contains("blank") ? " " : $"{words[0]}-address", Value("tag", null), Value("list", null)));
        }

        return new TransferRequest(new Asset(asset), Amount.Parse(amount), Price.Parse(price), new Venue("binance"), from, new Venue("kraken"), to, addresses);
    }

    private static Exact? Known(string text) => text == "?" ? null : Exact.Parse(text);
}
