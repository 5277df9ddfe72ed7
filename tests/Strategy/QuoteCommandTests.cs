using System.Text.Json;
using Arbit.Tests.Run;
using Arbit.Tests.Support;

namespace Arbit.Tests.Strategy;

/// <summary>transfers quote and convert quote as a person calls them: the built program, what it prints and how it ends.</summary>
public sealed class QuoteCommandTests
{
    private const string Good = """
        {"asset":"USDT","amount":"1000","price":"1.0002",
         "from":{"venue":"binance","networks":[
          {"network":"tron","withdrawFee":1.00,"minWithdraw":10,"withdrawEnabled":true,"minutes":3,"contract":"TR7N"},
          {"network":"bsc","withdrawFee":"0.3","minWithdraw":"10","withdrawEnabled":true,"minutes":"2.5","contract":"0xAB"},
          {"network":"solana","withdrawFee":null,"minWithdraw":"10","withdrawEnabled":true,"minutes":null,"contract":null}]},
         "to":{"venue":"kraken","networks":[
          {"network":"tron","depositEnabled":true,"contract":"TR7N","tagRequired":false},
          {"network":"bsc","depositEnabled":true,"contract":"0xab","tagRequired":false},
          {"network":"solana","depositEnabled":true,"contract":null,"tagRequired":false}]},
         "addresses":[{"asset":"USDT","network":"tron","address":"T1","tag":null},{"asset":"USDT","network":"bsc","address":"0x1","tag":null}]}
        """;

    [Fact]
    public async Task A_transfer_quote_prints_the_contract_and_nothing_more()
    {
        var (code, text, error) = await TransferAsync(Good, "--json");

        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(text);
        Assert.Equal(
            """{"chosen":"bsc","reason":"cheapest","totalCost":"0.30006","candidates":[{"network":"bsc","fee":"0.3","minutes":2.5,"eligible":true,"why":"chosen"},{"network":"tron","fee":"1","minutes":3,"eligible":true,"why":"dearer"},{"network":"solana","fee":null,"minutes":null,"eligible":false,"why":"feeUnknown"}]}""",
            JsonSerializer.Serialize(document.RootElement));
    }

    [Fact]
    public async Task A_transfer_quote_says_the_same_in_lines()
    {
        var (code, text, _) = await TransferAsync(Good);

        Assert.Equal(0, code);
        Assert.StartsWith("1000 USDT ($1000.2) from binance to kraken: over bsc for $0.30006, cheapest", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"asset\":\"USDT\",\"amount\"", "\"amount\"", "'asset' is missing")]
    [InlineData("\"amount\":\"1000\",", "", "'amount' is missing")]
    [InlineData("\"amount\":\"1000\"", "\"amount\":\"0\"", "more than zero")]
    [InlineData("\"amount\":\"1000\"", "\"amount\":\"a lot\"", "'amount' is no decimal number")]
    [InlineData("\"price\":\"1.0002\",", "", "'price' is missing")]
    [InlineData("\"from\"", "\"whence\"", "'from' is missing")]
    [InlineData("\"venue\":\"kraken\",", "", "'to.venue' is missing")]
    [InlineData("\"addresses\"", "\"people\"", "'addresses' is missing")]
    [InlineData("\"depositEnabled\":true,\"contract\":\"0xab\"", "\"contract\":\"0xab\"", "'to.networks[1].depositEnabled' is missing")]
    [InlineData("\"withdrawFee\":\"0.3\"", "\"withdrawFee\":\"-0.3\"", "'from.networks[1].withdrawFee' is negative")]
    [InlineData("\"network\":\"bsc\",\"withdrawFee\"", "\"network\":\"tron\",\"withdrawFee\"", "'from.networks' names tron twice")]
    [InlineData("\"tagRequired\":false}]},", "\"tagRequired\":\"no\"}]},", "'to.networks[2].tagRequired' is neither true nor false")]
    [InlineData("\"address\":\"T1\",", "", "'addresses[0].address' is missing")]
    public async Task A_case_with_one_thing_wrong_ends_with_two_and_names_it(string right, string wrong, string named)
    {
        var changed = Good.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Good, changed);

        AssertFailed(await TransferAsync(changed, "--json"), named);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"asset\":")]
    public async Task What_is_no_case_ends_with_two(string content) => AssertFailed(await TransferAsync(content), "is no transfer that can be quoted");

    [Fact]
    public async Task Without_a_case_a_transfer_quote_says_what_to_pass()
        => AssertFailed(await ArbitProcess.RunAsync("transfers", "quote"), "--case FILE");

    [Fact]
    public async Task A_conversion_quote_prints_a_route_whose_hops_meet_and_says_that_the_market_is_simulated()
    {
        var (code, text, error) = await ArbitProcess.RunAsync("convert", "quote", "--venue", "binance", "--from", "BTC", "--to", "PAXG", "--amount", "0.1", "--json");

        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        Assert.Equal("simulated", root.GetProperty("market").GetString());
        Assert.Equal("found", root.GetProperty("reason").GetString());
        var hops = root.GetProperty("route").GetProperty("hops").EnumerateArray().ToList();
        Assert.NotEmpty(hops);
        Assert.Equal(root.GetProperty("arrives").GetString(), hops[^1].GetProperty("receives").GetString());
        Assert.Equal(root.GetProperty("route").GetProperty("path").GetString()!.Split(" > ").Length, hops.Count + 1);
    }

    [Theory]
    [InlineData("mtgox", "BTC", "USDT", "1", "--venue is 'mtgox'")]
    [InlineData("binance", "btc", "USDT", "1", "--from and --to are assets")]
    [InlineData("binance", "BTC", "USDT", "0", "--amount is '0'")]
    [InlineData("binance", "BTC", "USDT", "much", "--amount is 'much'")]
    public async Task A_conversion_that_cannot_be_quoted_ends_with_two(string venue, string from, string to, string amount, string named)
        => AssertFailed(await ArbitProcess.RunAsync("convert", "quote", "--venue", venue, "--from", from, "--to", to, "--amount", amount, "--json"), named);

    private static void AssertFailed((int ExitCode, string Output, string Errors) ended, string named)
    {
        Assert.Equal((2, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(named, Assert.Single(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> TransferAsync(string content, params string[] options)
    {
        using var file = new TemporaryFile(".json");
        await File.WriteAllTextAsync(file.Path, content);
        return await ArbitProcess.RunAsync(["transfers", "quote", "--case", file.Path, .. options]);
    }
}
