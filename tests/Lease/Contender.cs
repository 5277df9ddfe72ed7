using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Lease;
using Arbit.Markets;
using Arbit.Tests.Support;

namespace Arbit.Tests.Lease;

/// <summary>One of several that want the lease: a keeper that is asked turn by turn, and the gateway behind it.</summary>
internal sealed class Contender : IOrderGateway, IAsyncDisposable
{
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly LeaseGuard _guard;

    public Contender(string owner, ILeaseStore store, ManualTime time, long leastEpoch = 1)
    {
        _guard = new LeaseGuard(time, Ttl, Margin);
        Keeper = new LeaseKeeper(store, "trading", new LeaseTerms(owner, Ttl, Margin), _guard, time, () => leastEpoch, Fenced.Add);
        Gateway = new LeasedGateway(this, _guard, Keeper);
    }

    public LeaseKeeper Keeper { get; }

    public LeasedGateway Gateway { get; }

    public List<long> Fenced { get; } = [];

    public List<string> Sent { get; } = [];

    public List<string> LookedUp { get; } = [];

    /// <summary>As the engine is told; the last thing it was told where there is no news.</summary>
    public LeaseChange Change()
    {
        Gateway.TryTakeChange(out _);
        return Keeper.Told;
    }

    public LeaseStanding Standing => Change().Standing;

    public void Send(Order order) => Sent.Add(order.Id);

    public void Cancel(Order order) => LookedUp.Add(order.Id);

    public void LookUp(Order order) => LookedUp.Add(order.Id);

    public void AskAccount(Venue venue, long since)
    {
    }

    public ValueTask DisposeAsync() => Keeper.DisposeAsync();
}
