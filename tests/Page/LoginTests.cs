using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Arbit.EdgeRunner.Page;

namespace Arbit.Tests.Page;

/// <summary>From elsewhere the page is read and used with the token alone; at its own machine nothing changes.</summary>
public sealed class LoginTests
{
    private const string Token = "a-token-that-is-long-enough-1";
    private const string OldToken = "a-token-that-was-good-before-1";
    private const string Elsewhere = "203.0.113.9";

    [Theory]
    [InlineData("/", HttpStatusCode.Redirect)]
    [InlineData("/api/state", HttpStatusCode.Unauthorized)]
    [InlineData("/api/events", HttpStatusCode.Unauthorized)]
    [InlineData("/api/workflows", HttpStatusCode.Unauthorized)]
    [InlineData("/js/page.js", HttpStatusCode.Unauthorized)]
    [InlineData("/login", HttpStatusCode.OK)]
    [InlineData("/login.js", HttpStatusCode.OK)]
    [InlineData("/css/base.css", HttpStatusCode.OK)]
    [InlineData("/healthz", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.OK)]
    public async Task From_elsewhere_there_is_the_door_and_what_says_nothing_of_money(string path, HttpStatusCode status)
    {
        await using var host = await PageHost.StartAsync(token: Token, from: Elsewhere);
        using var client = Client(host);
        using var response = await client.GetAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task At_its_own_machine_no_token_is_asked_for()
    {
        await using var host = await PageHost.StartAsync(token: Token);
        using var client = Client(host);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/state")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/api/trading", """{"action":"pause"}""")).StatusCode);
    }

    [Fact]
    public async Task With_the_token_a_session_begins_that_reads_and_tells()
    {
        await using var host = await PageHost.StartAsync(token: $"{Token}, {OldToken}", from: Elsewhere);
        using var client = Client(host);
        var welcome = await PostAsync(client, "/login", $$"""{"token":"{{OldToken}}"}""");
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
        var cookie = welcome.Headers.GetValues("Set-Cookie").First();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Token, cookie, StringComparison.Ordinal);
        client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/state")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/api/trading", """{"action":"halt"}""")).StatusCode);
        Assert.Single(host.Trading.Requests);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://other.example")]
    public async Task Another_site_cannot_use_a_browsers_session(string header, string value)
    {
        await using var host = await PageHost.StartAsync(token: Token, from: Elsewhere);
        using var client = Client(host);
        client.DefaultRequestHeaders.Add("Cookie", $"arbit={AccessToken.Read(Token, "")!.ToSession()}");
        client.DefaultRequestHeaders.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, "/api/trading", """{"action":"resume"}""")).StatusCode);
        Assert.Empty(host.Trading.Requests);
    }

    [Theory]
    [InlineData(Token, HttpStatusCode.OK)]
    [InlineData(OldToken, HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task A_command_line_brings_it_in_its_header(string told, HttpStatusCode status)
    {
        await using var host = await PageHost.StartAsync(token: Token, from: Elsewhere);
        using var client = Client(host);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", told);
        Assert.Equal(status, (await client.GetAsync("/api/state")).StatusCode);
        Assert.Equal(status, (await PostAsync(client, "/api/trading", """{"action":"pause"}""")).StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, host.Trading.Requests.Count);
    }

    [Theory]
    [InlineData("""{"token":"wrong"}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("{}")]
    [InlineData("nothing")]
    public async Task A_wrong_token_begins_nothing(string body)
    {
        await using var host = await PageHost.StartAsync(token: Token, from: Elsewhere);
        using var client = Client(host);
        using var response = await PostAsync(client, "/login", body);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Without_a_configured_token_nobody_elsewhere_tells_anything()
    {
        await using var host = await PageHost.StartAsync(from: Elsewhere);
        using var client = Client(host);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, "/login", $$"""{"token":"{{Token}}"}""")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(client, "/api/trading", """{"action":"pause"}""")).StatusCode);
    }

    [Fact]
    public void A_token_that_could_be_found_by_trying_is_none()
    {
        Assert.Throws<FormatException>(() => AccessToken.Read("short", "ARBIT_PAGE_TOKEN"));
        Assert.Null(AccessToken.Read(" , ", "ARBIT_PAGE_TOKEN"));
        Assert.Null(AccessToken.Read(null, "ARBIT_PAGE_TOKEN"));
    }

    private static HttpClient Client(PageHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(path, content);
    }
}
