namespace Arbit.Tests.Live.Functions;

/// <summary>The functions begin with settings that are right, and end when their host says so.</summary>
public sealed class FunctionsStartTests
{
    private const string Tables = "UseDevelopmentStorage=true";
    private const string Events = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=test;SharedAccessKey=dGVzdA==;UseDevelopmentEmulator=true";

    [Fact]
    public async Task Everything_that_is_wrong_is_said_before_anything_begins()
    {
        var settings = FunctionsBench.SettingsOf("", "");
        settings["Arbit__InitialMode"] = "SILVER";
        settings["Arbit__Slow__QuestionHours"] = "0";
        settings["Arbit__Operators__bob__Token"] = "short";
        settings["Tables__Endpoint"] = "http://not-safe.example";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostStandIn.StartAsync(settings));
        foreach (var part in (string[])["InitialMode is 'SILVER'", "Slow:QuestionHours is 0", "Operators:bob", "Tables__Endpoint is 'http://not-safe.example'", "EventHubs__fullyQualifiedNamespace is not set"])
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FunctionsBench.SignalToken, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_money_needs_keys_that_withdraw()
    {
        var settings = FunctionsBench.SettingsOf(Tables, Events);
        settings["Arbit__Live__Orders"] = "real";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => HostStandIn.StartAsync(settings));
        Assert.Contains("Keys:kraken:Withdraw has no Key or no Secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_ends_by_itself_when_its_host_says_so_and_has_logged_what_a_person_should_know()
    {
        await using var host = await HostStandIn.StartAsync(FunctionsBench.SettingsOf(Tables, Events));
        Assert.Equal("True", host.Capabilities["RpcHttpBodyOnly"]);
        Assert.Equal(0, await host.EndAsync());
        Assert.Contains(host.Logs, log => log.Message.StartsWith("Live:Orders is dry", StringComparison.Ordinal));
    }
}
