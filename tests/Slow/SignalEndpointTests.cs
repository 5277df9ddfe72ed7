using System.Net;
using Arbit.EdgeRunner.Slow.Wire;
using Arbit.Signals;
using Arbit.Tests.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Arbit.Tests.Slow;

/// <summary>The door as TradingView finds it.</summary>
public sealed class SignalEndpointTests : IAsyncLifetime
{
    private const string Token = "a-token-of-ours";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ScriptedStateStore _store = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;
    private Uri _door = null!;

    public Task InitializeAsync() => ServeAsync(SignalSettings.DefaultAddresses);

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Json_and_text_are_stored_once()
    {
        var json = $$"""{"token":"{{Token}}","kind":"macro","action":"buy","ticker":"BTCUSDT","time":"2026-11-21T06:00:00Z","timenow":"{{Now:yyyy-MM-ddTHH:mm:ssZ}}"}""";
        Assert.Equal((HttpStatusCode.OK, "stored"), await PostAsync(json));
        Assert.Equal((HttpStatusCode.OK, "known already"), await PostAsync(json));
        Assert.Equal((HttpStatusCode.OK, "known already"), await PostAsync(Text("buy")));
        Assert.Equal((HttpStatusCode.OK, "stored"), await PostAsync(Text("sell")));
    }

    [Fact]
    public async Task What_is_wrong_has_its_status_and_a_sentence_and_never_the_token()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(Text("buy").Replace(Token, "another-token", StringComparison.Ordinal))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("nothing of meaning")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new string('x', SignalFields.MaxBytes * 4))).Status);
        var unfilled = await PostAsync(Text("{{strategy.order.action}}"));
        Assert.Equal(HttpStatusCode.BadRequest, unfilled.Status);
        Assert.DoesNotContain(Token, unfilled.Text, StringComparison.Ordinal);
        Assert.Equal(0, _store.Inserts);
    }

    [Fact]
    public async Task An_address_that_is_not_on_the_list_is_refused()
    {
        await _app.DisposeAsync();
        await ServeAsync(["52.89.214.238"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(Text("buy"))).Status);
    }

    [Fact]
    public async Task A_store_that_is_broken_or_hangs_is_told_as_503_so_that_it_is_sent_again()
    {
        _store.Failure = new IOException("the disk is full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(Text("buy"))).Status);
        (_store.Failure, _store.Hangs) = (null, true);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostAsync(Text("buy"))).Status);
        _store.Hangs = false;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(Text("buy"))).Status);
    }

    private static string Text(string action)
        => $"token={Token} kind=macro action={action} ticker=BTCUSDT time=2026-11-21T06:00:00Z timenow={Now:yyyy-MM-ddTHH:mm:ssZ}";

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string body)
    {
        using var content = new StringContent(body);
        using var answer = await _client.PostAsync(_door, content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task ServeAsync(IEnumerable<string> addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        var settings = new SignalSettings([Token], addresses.Select(IPAddress.Parse).ToList(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), ModeTable.Default);
        _app.MapSignals(new SignalIntake(settings, _store, TimeProvider.System));
        await _app.StartAsync();
        _door = new Uri(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/api/signals/tradingview");
    }
}
