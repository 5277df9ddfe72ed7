using System.Net;

namespace Arbit.Tests.Run;

/// <summary>The slow side with the whole program around it: in its process, and in one beside it.</summary>
public sealed class SlowRunTests
{
    private const string Token = "a-token-of-ours";

    private static readonly string[] Signals = ["--set", $"Signals:Token={Token}", "--set", "Signals:MaxAgeSeconds=3600", "--set", "Signals:MaxAheadSeconds=3600"];

    [Fact]
    public async Task A_signal_flips_the_mode_and_the_flip_outlives_a_kill()
    {
        using var data = new TradedData();
        using (var arbit = ArbitProcess.Start(data.Arguments(1, Signals)))
        {
            await arbit.AnnouncedAsync();
            await RunningState.OfAsync(arbit, state => ModeOf(state) == ("GOLD", 0));
            Assert.Equal(HttpStatusCode.OK, await PostAsync(arbit, Body("buy")));
            Assert.Equal(HttpStatusCode.OK, await PostAsync(arbit, Body("buy")));
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(arbit, Body("sell").Replace(Token, "another-token", StringComparison.Ordinal)));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(arbit, "nothing of meaning"));
            await RunningState.OfAsync(arbit, state => ModeOf(state) == ("BTC", 1));
            arbit.Kill();
            await arbit.EndAsync();
        }

        using var again = ArbitProcess.Start(data.Arguments(2, Signals));
        await again.AnnouncedAsync();
        await RunningState.OfAsync(again, state => ModeOf(state) == ("BTC", 1));
    }

    [Fact]
    public async Task A_signal_that_was_answered_before_a_kill_is_acted_on_after_the_next_start()
    {
        using var data = new TradedData();
        using (var arbit = ArbitProcess.Start(data.Arguments(1, Signals)))
        {
            await arbit.AnnouncedAsync();
            Assert.Equal(HttpStatusCode.OK, await PostAsync(arbit, Body("buy")));
            arbit.Kill();
            await arbit.EndAsync();
        }

        using var again = ArbitProcess.Start(data.Arguments(2, Signals));
        await again.AnnouncedAsync();
        await RunningState.OfAsync(again, state => ModeOf(state) == ("BTC", 1));
    }

    [Fact]
    public async Task The_slow_side_runs_as_a_process_of_its_own()
    {
        using var data = new TradedData();
        using var edge = ArbitProcess.Start(data.Arguments(1, "--set", "Slow:Enabled=false"));
        await edge.AnnouncedAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(edge, Body("buy")));
        var url = RunningState.PathOf(edge, "").ToString().Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        using var slow = ArbitProcess.Start(["slow", "--edge", url, "--data", data.Data, "--port", $"{ArbitProcess.FreePort()}", .. Signals]);
        await slow.AnnouncedAsync();
        using var second = ArbitProcess.Start(["slow", "--edge", url, "--data", data.Data, "--port", $"{ArbitProcess.FreePort()}"]);
        Assert.Equal(2, await second.EndAsync());
        Assert.Equal(HttpStatusCode.OK, await PostAsync(slow, Body("buy")));
        await RunningState.OfAsync(edge, state => ModeOf(state) == ("BTC", 1));
    }

    [Fact]
    public async Task The_accounts_are_asked_for_a_transfer_and_the_cheapest_network_is_told()
    {
        using var data = new TradedData();
        using var arbit = ArbitProcess.Start(data.Arguments(1));
        await arbit.AnnouncedAsync();
        var quote = await ArbitProcess.RunAsync("transfers", "quote", "--asset", "USDT", "--amount", "600", "--from", "binance", "--to", "kucoin", "--json", "--url", RunningState.PathOf(arbit, "").ToString());
        Assert.True(quote.ExitCode == 0, quote.Errors);
        var told = System.Text.Json.JsonDocument.Parse(quote.Output).RootElement;
        var cheapest = told.GetProperty("candidates").EnumerateArray().First(candidate => candidate.GetProperty("eligible").GetBoolean());
        Assert.Equal(told.GetProperty("chosen").GetString(), cheapest.GetProperty("network").GetString());
        Assert.Equal(told.GetProperty("totalCost").GetString(), cheapest.GetProperty("fee").GetString());
        Assert.Contains(told.GetProperty("candidates").EnumerateArray(), candidate => candidate.GetProperty("network").GetString() == "ethereum" && !candidate.GetProperty("eligible").GetBoolean());
    }

    [Fact]
    public async Task Without_a_token_the_start_says_that_signals_are_refused_and_they_are()
    {
        using var data = new TradedData();
        using var arbit = ArbitProcess.Start(data.Arguments(1));
        await arbit.AnnouncedAsync();
        Assert.Contains("Signals:Token is not set", arbit.Output, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(arbit, Body("buy")));
    }

    private static (string Mode, long Epoch) ModeOf(System.Text.Json.JsonElement state)
        => (state.GetProperty("mode").GetString()!, state.GetProperty("epoch").GetInt64());

    private static string Body(string action)
        => $"token={Token} kind=macro action={action} ticker=BTCUSDT time=2026-11-21T06:00:00Z timenow={TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";

    private static async Task<HttpStatusCode> PostAsync(ArbitProcess arbit, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(RunningState.PathOf(arbit, "/api/signals/tradingview"), content);
        return answer.StatusCode;
    }
}
