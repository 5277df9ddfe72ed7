using System.Net;
using System.Text;
using Arbit.EdgeRunner.Page;
using Microsoft.AspNetCore.Http;

namespace Arbit.Tests.Page;

/// <summary>Who may stop and start trading, and how a wish is worded.</summary>
public sealed class TradingEndpointTests
{
    [Theory]
    [InlineData("pause", TradingAction.Pause)]
    [InlineData("halt", TradingAction.Halt)]
    [InlineData("resume", TradingAction.Resume)]
    public async Task A_wish_from_this_machine_reaches_the_switch(string action, TradingAction expected)
    {
        await using var host = await PageHost.StartAsync();
        using var response = await PostAsync(host, $$"""{"action":"{{action}}","reason":" a\nreason "}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((expected, "a reason"), Assert.Single(host.Trading.Requests));
    }

    [Theory]
    [InlineData("""{"action":"explode"}""")]
    [InlineData("""{"action":1}""")]
    [InlineData("""{"reason":"none"}""")]
    [InlineData("null")]
    [InlineData("[")]
    public async Task A_body_of_no_meaning_is_answered_with_what_would_have_one(string body)
    {
        await using var host = await PageHost.StartAsync();
        using var response = await PostAsync(host, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(host.Trading.Requests);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "rebound.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task Another_site_another_name_and_a_proxy_are_refused(string header, string value)
    {
        await using var host = await PageHost.StartAsync();
        using var response = await PostAsync(host, """{"action":"resume"}""", header, value);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("message", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Trading.Requests);
    }

    [Fact]
    public async Task What_a_foreign_form_can_send_is_refused()
    {
        await using var host = await PageHost.StartAsync();
        using var client = host.Client();
        using var body = new StringContent("""{"action":"resume"}""", Encoding.UTF8, "text/plain");
        using var response = await client.PostAsync("/api/trading", body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Empty(host.Trading.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.20", false)]
    [InlineData("203.0.113.9", false)]
    public void Only_loopback_passes(string from, bool passes)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new HostString("localhost", 9109);
        Assert.Equal(passes, TradingGuard.Refusal(context) is null);
    }

    private static async Task<HttpResponseMessage> PostAsync(PageHost host, string body, string? header = null, string? value = null)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/trading") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header, value);
        return await client.SendAsync(request);
    }
}
