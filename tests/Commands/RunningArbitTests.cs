using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Arbit.EdgeRunner.Page;
using Arbit.Messages.Facts;
using Arbit.Tests.Page;
using Arbit.Tests.Run;

namespace Arbit.Tests.Commands;

/// <summary>The commands that talk to a running Arbit, as processes of their own.</summary>
public sealed class RunningArbitTests
{
    [Fact]
    public async Task Each_command_says_what_it_found_and_reaches_who_does_it()
    {
        await using var host = await PageHost.StartAsync();
        var status = await SayAsync(host, "status");
        Assert.Contains("BTC, epoch 7", status, StringComparison.Ordinal);
        Assert.Contains($"arbit approve {DemoWorkflows.Asking}: {DemoWorkflows.Question}", status, StringComparison.Ordinal);
        Assert.Contains("by buy INDEX:BTCUSD", await SayAsync(host, "mode"), StringComparison.Ordinal);
        Assert.Contains("fee-refresh-2026-01-09", await SayAsync(host, "workflows"), StringComparison.Ordinal);
        Assert.Contains("erc20TooSmall", await SayAsync(host, "workflows", DemoWorkflows.Asking), StringComparison.Ordinal);
        Assert.Contains("1500 USDT from binance to kraken", await SayAsync(host, "transfers"), StringComparison.Ordinal);
        Assert.Empty(host.Slow.Wishes);

        await SayAsync(host, "mode", "GOLD");
        await SayAsync(host, "sweep");
        Assert.Contains(DemoWorkflows.Question, await SayAsync(host, "approve", DemoWorkflows.Asking), StringComparison.Ordinal);
        await SayAsync(host, "approve", DemoWorkflows.Asking, "--refuse");
        Assert.Equal(
            [(PersonWish.Flip, "GOLD", "cli"), (PersonWish.Sweep, "", "cli"), (PersonWish.Approve, DemoWorkflows.Asking, "cli"), (PersonWish.Refuse, DemoWorkflows.Asking, "cli")],
            host.Slow.Wishes);
    }

    [Fact]
    public async Task Trading_is_paused_halted_and_resumed_with_the_reason_that_was_given()
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal("Done: Pause.", (await SayAsync(host, "pause", "--reason", "a look at the fees")).TrimEnd());
        await SayAsync(host, "halt");
        await SayAsync(host, "resume", "--reason", "looked at");
        Assert.Equal([TradingAction.Pause, TradingAction.Halt, TradingAction.Resume], host.Trading.Requests.Select(request => request.Action));
        Assert.Equal("a look at the fees", host.Trading.Requests.First().Reason);
        Assert.NotEmpty(host.Trading.Requests.ElementAt(1).Reason);
    }

    [Fact]
    public async Task Health_is_an_exit_code_with_what_is_missing()
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal("ok", (await SayAsync(host, "health")).TrimEnd());
        await FailsAsync("not ready: ", "health", "--ready", "--url", host.Address.ToString());
    }

    [Fact]
    public async Task With_json_each_prints_one_object()
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal("BTC", JsonElement.Parse(await SayAsync(host, "status", "--json")).GetProperty("mode").GetString());
        Assert.Equal(7, JsonElement.Parse(await SayAsync(host, "mode", "--json")).GetProperty("epoch").GetInt64());
        Assert.Equal(5, JsonElement.Parse(await SayAsync(host, "workflows", "--json")).GetProperty("workflows").GetArrayLength());
        Assert.Equal("1500", JsonElement.Parse(await SayAsync(host, "transfers", "--json")).GetProperty("transfers")[0].GetProperty("amount").GetString());
        Assert.NotEmpty(JsonElement.Parse(await SayAsync(host, "sweep", "--json")).GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task What_cannot_be_done_is_one_sentence_and_exit_code_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await FailsAsync("no Arbit answers at", "status", "--url", $"http://127.0.0.1:{port}");
        await FailsAsync("--url is 'nowhere'", "sweep", "--url", "nowhere");
        await FailsAsync("'SILVER' is no mode", "mode", "SILVER");

        await using var host = await PageHost.StartAsync();
        await FailsAsync("There is no workflow nothing.", "approve", "nothing", "--url", host.Address.ToString());
        await FailsAsync("waits for nobody's yes or no", "approve", "sweep-2026-01", "--url", host.Address.ToString());
        Assert.Empty(host.Slow.Wishes);
    }

    private static async Task<string> SayAsync(PageHost host, params string[] arguments)
    {
        var run = await ArbitProcess.RunAsync([.. arguments, "--url", host.Address.ToString()]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        return run.Output;
    }

    private static async Task FailsAsync(string sentence, params string[] arguments)
    {
        var run = await ArbitProcess.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(sentence, Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
