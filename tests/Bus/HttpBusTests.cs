using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Arbit.EdgeRunner.Bus;
using Arbit.EdgeRunner.Bus.Wire;
using Arbit.EdgeRunner.Page;
using Arbit.Messages;
using Arbit.Tests.Support;
using Arbit.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arbit.Tests.Bus;

/// <summary>The same from another process: over HTTP on loopback.</summary>
public sealed class HttpBusTests : EventBusContract
{
    private const string Token = "a-token-of-the-bus-alone";

    private readonly TemporaryFile _file = new(".db");
    private FallibleBusStore _store = null!;
    private InProcessBus _inside = null!;
    private WebApplication _app = null!;
    private HttpBus _bus = null!;
    private Uri _address = null!;
    private bool _runs;

    protected override IEventBus Bus => _bus;

    protected override bool LosesPlaces
    {
        set => _store.LosesPlaces = value;
    }

    public override async Task InitializeAsync()
    {
        _store = new FallibleBusStore(new SqliteBusStore(_file.Path, TimeProvider.System));
        _inside = new InProcessBus(_store, TimeProvider.System, BusFaults.Usual with { Seed = unchecked((int)Seeds.Current) });
        _inside.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapBus(_inside, new AccessGuard(AccessToken.Read(Token, "the token")));
        await _app.StartAsync();
        _address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        _bus = new HttpBus(_address, token: null, TimeProvider.System);
        _runs = true;
    }

    public override async Task DisposeAsync()
    {
        await EndAsync();
        _file.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task RestartAsync()
    {
        await EndAsync();
        await InitializeAsync();
    }

    protected override async Task<IReadOnlyList<DeadMessage>> DeadLettersAsync()
    {
        using var client = new HttpClient { BaseAddress = _address };
        return (await client.GetFromJsonAsync<List<DeadMessage>>("api/bus/dead", WorkflowJson.Options))!;
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("203.0.113.9", null, HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.9", "another", HttpStatusCode.Forbidden)]
    [InlineData(null, "another", HttpStatusCode.Forbidden)]
    [InlineData("203.0.113.9", Token, HttpStatusCode.OK)]
    public async Task Whoever_is_not_on_this_machine_needs_the_token(string? forwardedFor, string? token, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/bus/commands") { Content = JsonContent.Create(Message("a", "k"), options: WorkflowJson.Options) };
        await request.Content.LoadIntoBufferAsync();
        if (forwardedFor is not null)
            request.Headers.Add("X-Forwarded-For", forwardedFor);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("api/bus/commands", "{\"id\":", HttpStatusCode.BadRequest)]
    [InlineData("api/bus/commands", "{}", HttpStatusCode.BadRequest)]
    [InlineData("api/bus/deadLetter", "{}", HttpStatusCode.NotFound)]
    [InlineData("api/bus/nowhere", "{}", HttpStatusCode.NotFound)]
    [InlineData("api/bus/stream/unknown", "{\"number\":1,\"outcome\":\"handled\",\"reason\":\"\"}", HttpStatusCode.NotFound)]
    public async Task What_is_no_message_is_not_taken(string path, string body, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Without_the_edge_sending_says_that_nobody_knows()
    {
        await EndAsync();
        using var orphan = new HttpBus(_address, token: null, TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(() => orphan.SendAsync(Hub.Commands, Message("a", "k"), GiveUp));
    }

    private async Task EndAsync()
    {
        if (!_runs)
            return;
        _runs = false;
        _bus.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _inside.DisposeAsync();
    }
}
