using System.Net;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Page;
using Arbit.Messages.Facts;

namespace Arbit.Tests.Page;

/// <summary>Workflows over HTTP, and what a person asks of them.</summary>
public sealed class WishEndpointTests
{
    [Theory]
    [InlineData("/api/workflows/rebalance-2026-01-09-1-t1/approve", null, PersonWish.Approve, "rebalance-2026-01-09-1-t1", "page")]
    [InlineData("/api/workflows/rebalance-2026-01-09-1-t1/refuse", """{"by":"cli"}""", PersonWish.Refuse, "rebalance-2026-01-09-1-t1", "cli")]
    [InlineData("/api/mode", """{"mode":"GOLD"}""", PersonWish.Flip, "GOLD", "page")]
    [InlineData("/api/mode", """{"mode":"BTC"}""", PersonWish.Flip, "BTC", "page")]
    [InlineData("/api/sweep", null, PersonWish.Sweep, "", "page")]
    public async Task A_wish_from_this_machine_is_put_on_the_bus(string path, string? body, PersonWish wish, string target, string by)
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(host, path, body));
        Assert.Equal((wish, target, by), Assert.Single(host.Slow.Wishes));
    }

    [Theory]
    [InlineData("/api/workflows/nothing/approve", null, HttpStatusCode.NotFound)]
    [InlineData("/api/workflows/sweep-2026-01/approve", null, HttpStatusCode.Conflict)]
    [InlineData("/api/workflows/mode-flip-7/refuse", null, HttpStatusCode.Conflict)]
    [InlineData("/api/workflows/rebalance-2026-01-09-1-t1/approve", """{"question":"Sends 1 USDT"}""", HttpStatusCode.Conflict)]
    [InlineData("/api/mode", null, HttpStatusCode.BadRequest)]
    [InlineData("/api/mode", """{"mode":"SILVER"}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/mode", """{"mode":1}""", HttpStatusCode.BadRequest)]
    [InlineData("/api/mode", "[", HttpStatusCode.BadRequest)]
    [InlineData("/api/sweep", """{"by":"somebody"}""", HttpStatusCode.BadRequest)]
    public async Task A_wish_of_no_meaning_now_is_refused(string path, string? body, HttpStatusCode expected)
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal(expected, await PostAsync(host, path, body));
        Assert.Empty(host.Slow.Wishes);
    }

    [Theory]
    [InlineData("/api/sweep")]
    [InlineData("/api/mode")]
    [InlineData("/api/workflows/rebalance-2026-01-09-1-t1/approve")]
    [InlineData("/api/workflows/rebalance-2026-01-09-1-t1/refuse")]
    public async Task Another_site_is_refused(string path)
    {
        await using var host = await PageHost.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, path, """{"mode":"GOLD"}""", "https://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(host, path, null, "https://elsewhere.example"));
        Assert.Empty(host.Slow.Wishes);
    }

    [Fact]
    public async Task What_the_bus_does_not_take_is_said()
    {
        await using var host = await PageHost.StartAsync();
        host.Slow.Problem = "the disk is full";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(host, "/api/sweep", null));
        await using var alone = await PageHost.StartAsync(withSlow: false);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(alone, "/api/sweep", null));
    }

    [Fact]
    public async Task Workflows_and_transfers_are_listed_and_found()
    {
        await using var host = await PageHost.StartAsync();
        var list = (await GetAsync(host, "/api/workflows")).GetProperty("workflows");
        Assert.Equal(DemoWorkflows.All().Count, list.GetArrayLength());
        var found = await GetAsync(host, $"/api/workflows/{DemoWorkflows.Asking}");
        Assert.True(found.GetProperty("needsDecision").GetBoolean());
        Assert.Equal(DemoWorkflows.Question, found.GetProperty("question").GetString());
        Assert.Equal("erc20TooSmall", found.GetProperty("details")[2].GetProperty("why").GetString());
        Assert.Equal("4.5", found.GetProperty("details")[2].GetProperty("fee").GetString());

        var transfer = Assert.Single((await GetAsync(host, "/api/transfers")).GetProperty("transfers").EnumerateArray());
        Assert.Equal(("1500", "binance", "kraken"), (transfer.GetProperty("amount").GetString(), transfer.GetProperty("from").GetString(), transfer.GetProperty("to").GetString()));
        using var client = host.Client();
        using var missing = await client.GetAsync("/api/workflows/nothing");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task The_state_has_workflows_signals_and_the_inventory_with_what_is_in_transit_at_its_destination()
    {
        await using var host = await PageHost.StartAsync();
        var state = await GetAsync(host, "/api/state");
        Assert.Equal("buy INDEX:BTCUSD", state.GetProperty("modeBy").GetString());
        Assert.Equal(12, state.GetProperty("signals").GetProperty("received").GetInt64());
        Assert.Equal("waits for approval", state.GetProperty("workflows")[0].GetProperty("step").GetString());

        var inventory = state.GetProperty("inventory");
        var kraken = inventory.GetProperty("accounts").EnumerateArray().Single(account => account.GetProperty("venue").GetString() == "kraken");
        var usdt = kraken.GetProperty("assets").EnumerateArray().Single(asset => asset.GetProperty("asset").GetString() == "USDT");
        Assert.Equal(("0", "600"), (usdt.GetProperty("free").GetString(), usdt.GetProperty("inTransit").GetString()));
        var sum = inventory.GetProperty("accounts").EnumerateArray().Sum(account => decimal.Parse(account.GetProperty("driftPoints").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(sum, -0.001m, 0.001m);
        Assert.Equal(
            ["transit:cold:sweep-2026-01-cold", "cold:wallet", "wallet:kucoin:main"],
            inventory.GetProperty("elsewhere").EnumerateArray().Select(balance => balance.GetProperty("place").GetString()));
    }

    [Fact]
    public void The_newest_thirty_are_shown_and_older_ones_that_ask()
    {
        var slow = new FakeSlowSide();
        var all = DemoWorkflows.All();
        var other = all[1];
        slow.Workflows = [.. Enumerable.Range(0, 40).Select(i => other with { InstanceId = $"sweep-{i}" }), all[0]];
        var state = new WholeState(new DemoStateSource(TimeProvider.System), slow, null).Current;
        Assert.Equal(31, state.Workflows.Count);
        Assert.Equal(DemoWorkflows.Asking, state.Workflows[^1].Id);
    }

    private static async Task<JsonElement> GetAsync(PageHost host, string path)
    {
        using var client = host.Client();
        return JsonElement.Parse(await client.GetStringAsync(path));
    }

    private static async Task<HttpStatusCode> PostAsync(PageHost host, string path, string? body, string? origin = null)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        using var response = await client.SendAsync(request);
        Assert.Contains("message", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        return response.StatusCode;
    }
}
