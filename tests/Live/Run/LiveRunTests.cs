using System.Threading.Channels;
using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Live;
using Arbit.EdgeRunner.Run;
using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.Messages.Commands;
using Arbit.Messages.Facts;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Journal;
using Arbit.Tests.Live.Events;
using Arbit.Tests.Live.Support;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Arbit.Tests.Live.Run;

/// <summary>The edge on Event Hubs, Tables and a blob lease (the loopback broker and Azurite), its market simulated, its orders on paper.</summary>
public sealed class LiveRunTests(Azurite azurite) : IClassFixture<Azurite>, IAsyncLifetime
{
    private static readonly Asset Usdt = new("USDT");

    private readonly CancellationTokenSource _giveUp = new(TimeSpan.FromMinutes(3));
    private readonly TemporaryDirectory _disks = new();
    private readonly Channel<Envelope> _facts = Channel.CreateUnbounded<Envelope>();
    private LoopbackBroker _broker = null!;
    private EventHubsBus _slow = null!;

    public async Task InitializeAsync()
    {
        azurite.Require();
        _broker = await LoopbackBroker.StartAsync(_giveUp.Token);
        await new BlobContainerClient(azurite.ConnectionString, "lease", new BlobClientOptions(BlobClientOptions.ServiceVersion.V2022_11_02)).CreateIfNotExistsAsync();
        _slow = new EventHubsBus(new HubAddress(_broker.ConnectionString), TimeProvider.System, (_, _) => new ReadingTerms(null, null));
        _slow.Subscribe(Hub.Facts, "slow", (message, _) => _facts.Writer.WriteAsync(message, CancellationToken.None).AsTask());
    }

    public async Task DisposeAsync()
    {
        if (_slow is not null)
            await _slow.DisposeAsync();
        _broker?.Dispose();
        _disks.Dispose();
        _giveUp.Dispose();
    }

    [SkippableFact]
    public async Task Commands_reach_whoever_holds_the_lease_and_its_answers_reach_the_slow_side()
    {
        var first = await StartAsync("first");
        Assert.IsType<BalancesTold>(await AskAsync("a"));
        Assert.Null(first.Slow);
        Assert.True((await AskAsync(new SetMode("flip", Later, TradingMode.Btc, 21, new FuelShares(Bps.From(8000m), Bps.From(1500m), Bps.From(500m))))).Accepted);
        Assert.True((await AskAsync(new Reserve("transfer", Later, "transfer", "binance", Usdt, Amount.Parse("300"), null))).Accepted);
        await using var second = await StartAsync("second");
        Assert.IsType<BalancesTold>(await AskAsync("b"));
        await first.DisposeAsync();

        // Whoever was first has given the lease back: the other, whose disk was empty, knows what had left, reads on, and answers.
        var told = Assert.IsType<BalancesTold>(await AskAsync("c"));
        Assert.Equal((TradingMode.Btc, 21L), (told.Mode, told.ModeEpoch));
        Assert.Equal(Amount.Parse("300"), told.Balances.Single(balance => balance.Place == "binance" && balance.Asset == Usdt).Reserved);
        Assert.Null(second.Failure);
    }

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddMinutes(10);

    private Task<CommandAnswer> AskAsync(string id) => AskAsync(new TellBalances(id, Later));

    private async Task<CommandAnswer> AskAsync(EdgeCommand command)
    {
        await _slow.SendAsync(Hub.Commands, MessageCodec.Wrap(command with { ReplyTo = "test" }, TimeProvider.System.GetUtcNow()), _giveUp.Token);
        while (true)
        {
            if (MessageCodec.FactOf(await _facts.Reader.ReadAsync(_giveUp.Token)) is CommandAnswer answer && answer.CommandId == command.Id)
                return answer;
        }
    }

    private Task<PaperRun> StartAsync(string disk)
    {
        var settings = SettingsReader.Read(new SettingsOverrides(
            "simulated", ["binance", "kucoin"], _disks.File(disk), null, ["NetThresholdBps:Cross=9999", "NetThresholdBps:Triangular=9999", "Lease:TtlSeconds=15", "Lease:MarginSeconds=3"]));
        var addresses = new LiveAddresses(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["EventHubs"] = _broker.ConnectionString,
                ["Tables"] = azurite.ConnectionString,
                ["Lease"] = azurite.ConnectionString,
            }).Build(),
            new DefaultAzureCredential());
        return PaperRun.StartAsync(new RunOptions(settings, null) { Home = new LiveHome(addresses, TimeProvider.System) }, TimeProvider.System, _giveUp.Token);
    }
}
