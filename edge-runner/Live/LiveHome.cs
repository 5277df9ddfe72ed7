using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Lease;
using Arbit.EdgeRunner.Live.Lease;
using Arbit.EdgeRunner.Run;
using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.State;
using Azure.Identity;

namespace Arbit.EdgeRunner.Live;

/// <summary>
/// A run that stands on Azure: Event Hubs between it and the functions, a blob lease on trading, the places of its reading in Tables, so that
/// they outlive its disk. The slow side is the functions'. Commands are read under the lease alone.
/// </summary>
public sealed class LiveHome : RunHome
{
    private readonly LiveAddresses _addresses;
    private readonly TimeProvider _time;
    private EventHubsBus? _bus;

    internal LiveHome(LiveAddresses addresses, TimeProvider time) => (_addresses, _time) = (addresses, time);

    public override IEnumerable<string> Remarks
        => ["the bus is on Event Hubs, the lease on a blob; the slow side is the functions'"];

    public override IEnumerable<string> Problems => _bus?.Problems ?? [];

    /// <summary>Null where the environment names no hubs: then all is in this process, as on paper.</summary>
    internal static LiveHome? Configured(TimeProvider time)
    {
        var addresses = new LiveAddresses(new ConfigurationBuilder().AddEnvironmentVariables().Build(), new DefaultAzureCredential());
        return addresses.HasBus ? new LiveHome(addresses, time) : null;
    }

    public override Task<IReadOnlyDictionary<string, string?>> SecretsAsync(CancellationToken cancellation)
        => _addresses.Secrets(_time)?.ReadAsync(cancellation) ?? base.SecretsAsync(cancellation);

    public override IStateStore Facts => _addresses.Tables;

    public override bool HasSlowSide(ArbitOptions options) => false;

    public override ILeaseStore Leases(LeaseOptions options, string data, TimeProvider time) => new BlobLeaseStore(_addresses.Leases, time);

    public override IEventBus OpenBus(string data, LeaseGuard guard, TimeProvider time)
    {
        var places = _addresses.Tables;
        var right = new LeaseReadingRight(guard, time);
        return _bus = new EventHubsBus(_addresses.Hubs, time, (hub, _) => hub == Hub.Commands ? new ReadingTerms(places, right) : new ReadingTerms(null, null))
        {
            Fenced = (hub, group) => Console.Error.WriteLine($"arbit: another reads {hub} for {group} now, under a higher lease; this one has stopped reading"),
        };
    }

    public override async ValueTask DisposeAsync()
    {
        if (_bus is not null)
            await _bus.DisposeAsync();
        await base.DisposeAsync();
    }
}
