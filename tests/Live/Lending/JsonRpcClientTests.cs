using System.Net;
using System.Text.Json.Nodes;
using Arbit.Accounts;
using Arbit.Live.Lending;

namespace Arbit.Tests.Live.Lending;

/// <summary>What a node can answer over HTTP, and what it comes to; no chain is asked.</summary>
public sealed class JsonRpcClientTests : HttpMessageHandler
{
    private Func<HttpResponseMessage> _answer = () => new HttpResponseMessage(HttpStatusCode.OK);
    private JsonNode? _asked;

    [Fact]
    public async Task It_asks_as_json_rpc_has_it_and_hands_back_the_result()
    {
        Says("""{"jsonrpc":"2.0","id":1,"result":"0x10"}""");
        Assert.Equal("0x10", (string?)await AskAsync());
        Assert.Equal("""{"jsonrpc":"2.0","id":1,"method":"eth_gasPrice","params":[]}""", _asked!.ToJsonString());
    }

    [Fact]
    public async Task An_error_is_a_refusal_with_its_words()
    {
        Says("""{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"insufficient funds"}}""");
        Assert.Contains("insufficient funds", (await Assert.ThrowsAsync<FundingRefusedException>(AskAsync)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("")]
    public async Task What_is_no_answer_leaves_it_open(string body)
    {
        Says(body);
        await Assert.ThrowsAsync<FundingUnansweredException>(AskAsync);
    }

    [Fact]
    public async Task A_connection_that_ends_leaves_it_open()
    {
        _answer = () => throw new HttpRequestException("the connection ended");
        await Assert.ThrowsAsync<FundingUnansweredException>(AskAsync);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        return _answer();
    }

    private void Says(string body) => _answer = () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    private async Task<JsonNode?> AskAsync()
    {
        using var http = new HttpClient(this, disposeHandler: false);
        return await new JsonRpcClient(http, new Uri("http://127.0.0.1:8545")).CallAsync("eth_gasPrice", [], default);
    }
}
