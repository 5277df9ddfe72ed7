using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>All connections of one simulated process.</summary>
internal sealed class SimulatedLines(IReadOnlyList<SimulatedLine> lines) : IOutbox
{
    public bool IsBusy
    {
        get
        {
            foreach (var line in lines)
            {
                if (line.IsBusy)
                    return true;
            }

            return false;
        }
    }

    public long Frames => lines.Sum(line => line.Frames);

    public void Drop(DateTimeOffset again)
    {
        foreach (var line in lines)
            line.Drop(again);
    }

    public void Deliver(SteppedEngine engine, long told)
    {
        foreach (var line in lines)
            line.Deliver(engine, told);
    }

    public void Resynchronise(VenueShard shard, InstrumentFeed feed) => lines[shard.Source].Resynchronise(feed.VenueSymbol);

    public void SawData(VenueShard shard, InstrumentFeed feed)
    {
        // Whether a subscription stands is a real connection's concern.
    }
}
