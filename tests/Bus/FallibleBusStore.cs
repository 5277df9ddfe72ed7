using Arbit.EdgeRunner.Bus;
using Arbit.Messages;

namespace Arbit.Tests.Bus;

/// <summary>A store whose places cannot be kept for a while.</summary>
internal sealed class FallibleBusStore(IBusStore store) : IBusStore
{
    public bool LosesPlaces { get; set; }

    public long Append(Hub hub, byte[] message) => store.Append(hub, message);

    public IReadOnlyList<StoredMessage> After(Hub hub, long number, int most) => store.After(hub, number, most);

    public (long Place, IReadOnlySet<long> Beyond) PlaceOf(Hub hub, string group) => store.PlaceOf(hub, group);

    public void Handled(Hub hub, string group, long number)
    {
        if (LosesPlaces)
            throw new IOException("the place cannot be kept");
        store.Handled(hub, group, number);
    }

    public void Dispose() => store.Dispose();
}
