using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.EdgeRunner.Simulation.Binance.Private;

/// <summary>A user data stream by its listen key (<c>/ws/KEY</c>): it only listens.</summary>
internal sealed class BinanceUserClient(Action<VenueClient, WireFrame> deliver) : VenueClient(deliver)
{
    public override void Opened() => Topics.Add(BinanceVenue.UserTopic);

    public override void Received(ReadOnlyMemory<byte> message)
    {
    }
}
