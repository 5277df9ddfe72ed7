using System.Net;
using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.Tests.Page;

/// <summary>What the page's address answers, without a browser.</summary>
public sealed class PageServedTests
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/js/page.js", "text/javascript")]
    [InlineData("/css/base.css", "text/css")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    [InlineData("/api/state", "application/json")]
    [InlineData("/healthz", "application/json")]
    public async Task Everything_is_served_with_its_type_and_the_policy(string path, string type)
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/../Program.cs")]
    [InlineData("/js/")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using var response = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Metrics_are_there_for_Prometheus()
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using var response = await client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("# TYPE mf_trading_state gauge\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using var first = await client.GetAsync("/js/page.js");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/js/page.js");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Money_is_text_times_are_utc_and_closed_sets_are_named()
    {
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with { Value = state.Value with { TotalUsd = 0.10m } });
        using var client = host.Client();
        using var state = JsonDocument.Parse(await client.GetStringAsync("/api/state"));

        var root = state.RootElement;
        Assert.Equal("0.10", root.GetProperty("value").GetProperty("totalUsd").GetString());
        Assert.EndsWith("Z", root.GetProperty("program").GetProperty("now").GetString(), StringComparison.Ordinal);
        Assert.Equal("paper", root.GetProperty("program").GetProperty("build").GetString());
        Assert.Equal("BTC", root.GetProperty("mode").GetString());
        Assert.Equal(7, root.GetProperty("epoch").GetInt64());
        Assert.Equal("active", root.GetProperty("trading").GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_stream_begins_with_a_snapshot_sends_each_new_one_and_says_that_it_lives()
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        await using var stream = await client.GetStreamAsync("/api/events");
        using var lines = new StreamReader(stream, Encoding.UTF8);

        Assert.Equal(host.Source.Current.Ledger.Checks, await NextChecksAsync(lines));
        host.Source.Advance();
        Assert.Equal(host.Source.Current.Ledger.Checks, await NextChecksAsync(lines));
        string? line;
        do
        {
            line = await lines.ReadLineAsync();
            Assert.NotEqual("event: state", line);
        }
        while (line is not null and not "event: heartbeat");
        Assert.Equal("event: heartbeat", line);
    }

    [Fact]
    public async Task A_stream_does_not_hold_up_the_end_of_the_program()
    {
        var host = await PageHost.StartAsync();
        using var client = host.Client();
        await using var stream = await client.GetStreamAsync("/api/events");
        using var lines = new StreamReader(stream, Encoding.UTF8);
        await NextChecksAsync(lines);

        await host.DisposeAsync();
        string? line;
        do
            line = await lines.ReadLineAsync();
        while (line is not null);
        Assert.Null(line);
    }

    [Fact]
    public async Task Health_fails_when_the_loop_no_longer_publishes()
    {
        await using var host = await PageHost.StartAsync();
        host.Source.Publish(state => state with { Program = state.Program with { Now = state.Program.Now - TimeSpan.FromMinutes(2) } });
        using var client = host.Client();
        using var response = await client.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("the loop has published nothing", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_names_what_is_missing_and_comes_with_the_books()
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using (var missing = await client.GetAsync("/readyz"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, missing.StatusCode);
            var body = await missing.Content.ReadAsStringAsync();
            Assert.Contains("kucoin: reconnecting, not subscribed", body, StringComparison.Ordinal);
            Assert.DoesNotContain("kraken", body, StringComparison.Ordinal);
        }

        host.Source.Publish(state => state with { Venues = [.. state.Venues.Where(venue => venue.State == ConnectionStateView.Subscribed)] });
        using var ready = await client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        host.Source.Publish(state => state with { Venues = [] });
        using var none = await client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, none.StatusCode);
    }

    [Fact]
    public void Without_the_chart_the_page_says_so_and_asks_for_nothing_that_is_not_there()
    {
        Assert.False(PageFiles.Embedded(withChart: false).HasChart);
    }

    private static async Task<long> NextChecksAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
                continue;
            using var state = JsonDocument.Parse(line["data: ".Length..]);
            return state.RootElement.GetProperty("ledger").GetProperty("checks").GetInt64();
        }

        throw new EndOfStreamException("The stream ended without a snapshot.");
    }
}
