using System.Diagnostics;
using System.Text.Json;
using Arbit.Tests.Support;

namespace Arbit.Tests.Detection;

/// <summary>The detect command as a person calls it: the built program, what it prints and how it ends.</summary>
public sealed class DetectCommandTests
{
    private const string Good = """
        {"config":{"thresholdBps":"50","notional":"200","maxAgeMs":500},"basis":{"USDT/USDC":"1.0001"},"venues":[
         {"venue":"binance","takerBps":"10","balances":{"USDT":"1000"},
          "instruments":[{"symbol":"BTC/USDT","tick":"0.01","lot":"0.01","minQuantity":"0.01","minNotional":"10"}],
          "books":[{"symbol":"BTC/USDT","ageMs":5,"bids":[["99.9","50"]],"asks":[["100","50"]]}]},
         {"venue":"kraken","takerBps":"10","balances":{"BTC":"10"},
          "instruments":[{"symbol":"BTC/USDC","tick":"0.01","lot":"0.01","minQuantity":"0.01","minNotional":"10"}],
          "books":[{"symbol":"BTC/USDC","ageMs":5,"bids":[["102","50"]],"asks":[["102.1","50"]]}]}]}
        """;

    [Fact]
    public void Prints_the_contract_and_nothing_more()
    {
        var (code, text, error) = Detect(Good, "--json");

        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(text);
        var candidate = Assert.Single(document.RootElement.GetProperty("candidates").EnumerateArray());
        Assert.Equal(["candidates"], Names(document.RootElement));
        Assert.Equal(["kind", "legs", "startAsset", "cost", "proceeds", "net", "netBps", "taken", "reason"], Names(candidate));
        Assert.Equal(
            """{"kind":"cross","legs":[{"venue":"binance","symbol":"BTC/USDT","side":"buy","quantity":"2","limit":"100.08","average":"100","fee":"0.002","feeAsset":"BTC"},{"venue":"kraken","symbol":"BTC/USDC","side":"sell","quantity":"1.99","limit":"101.92","average":"102","fee":"0.20298","feeAsset":"USDC"}],"startAsset":"USDT","cost":"200","proceeds":"202.75674432556744325567443255","net":"2.75674432556744325567443255","netBps":"137.83721627","taken":true,"reason":null}""",
            JsonSerializer.Serialize(candidate, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public void Says_the_same_in_lines()
    {
        var (code, text, _) = Detect(Good);

        Assert.Equal(0, code);
        Assert.StartsWith("1 profitable before fees, 1 taken", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("\0\u0001")]
    public void A_file_that_is_no_case_ends_with_two_and_one_line(string content) => Fails(content);

    [Theory]
    [InlineData("\"config\"", "\"confik\"")]
    [InlineData("\"thresholdBps\":\"50\",", "")]
    [InlineData("\"notional\":\"200\",", "")]
    [InlineData("\"notional\":\"200\"", "\"notional\":null")]
    [InlineData("\"thresholdBps\":\"50\"", "\"thresholdBps\":\"fifty\"")]
    [InlineData("\"maxAgeMs\":500", "\"maxAgeMs\":-1")]
    [InlineData("\"venues\"", "\"places\"")]
    [InlineData("\"1.0001\"", "\"0\"")]
    [InlineData("\"1.0001\"", "\"-1\"")]
    [InlineData("USDT/USDC", "USDT-USDC")]
    [InlineData("\"binance\"", "7")]
    [InlineData("\"binance\"", "\"Bin\\nance\"")]
    [InlineData("\"venue\":\"binance\",", "")]
    [InlineData("\"takerBps\":\"10\"", "\"takerBps\":\"10000\"")]
    [InlineData("\"takerBps\":\"10\"", "\"takerBps\":\"-1\"")]
    [InlineData("[\"100\",\"50\"]", "[\"100\"]")]
    [InlineData("[\"100\",\"50\"]", "[]")]
    [InlineData("[\"100\",\"50\"]", "\"100\"")]
    [InlineData("[\"100\",\"50\"]", "[\"0\",\"50\"]")]
    [InlineData("[\"100\",\"50\"]", "[\"100\",\"-50\"]")]
    [InlineData("[\"100\",\"50\"]", "[\"100\",true]")]
    [InlineData("[\"100\",\"50\"]", "[\"99999999999999999999\",\"50\"]")]
    [InlineData("\"bids\":[[\"99.9\",\"50\"]],", "")]
    [InlineData("\"ageMs\":5", "\"ageMs\":-5")]
    [InlineData("\"USDT\":\"1000\"", "\"USDT\":\"a lot\"")]
    [InlineData("\"lot\":\"0.01\"", "\"lot\":\"-0.01\"")]
    public void A_case_with_one_thing_wrong_ends_with_two_and_one_line(string right, string wrong)
        => Fails(Good.Replace(right, wrong, StringComparison.Ordinal));

    [Fact]
    public void A_file_that_is_not_there_ends_with_two_and_one_line()
        => AssertFailed(Run("--case", Path.Combine(Path.GetTempPath(), $"arbit-none-{Guid.NewGuid():N}.json"), "--json"));

    private static void Fails(string content)
    {
        Assert.NotEqual(Good, content);
        AssertFailed(Detect(content, "--json"));
    }

    private static void AssertFailed((int Code, string Output, string Error) ended)
    {
        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static (int Code, string Output, string Error) Detect(string content, params string[] options)
    {
        using var file = new TemporaryFile(".json");
        File.WriteAllText(file.Path, content);
        return Run(["--case", file.Path, .. options]);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "arbit.dll"), "detect", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, error.GetAwaiter().GetResult());
    }
}
