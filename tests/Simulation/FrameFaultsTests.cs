using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Wire;

namespace Arbit.Tests.Simulation;

public sealed class FrameFaultsTests
{
    private static List<WireFrame> Recorded()
    {
        var world = new SimulatedWorld(new SimulationOptions { Seed = 6 }, Frames.Start);
        var session = new SimulatedSession(world, VenueNames.Binance, "/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker/ethusdt@depth@100ms");
        return [.. session.Run(TimeSpan.FromSeconds(30))];
    }

    [Fact]
    public void Without_chances_nothing_changes()
    {
        List<WireFrame> frames = Recorded();
        Assert.Equal(frames, new FrameFaults(1).Apply(frames).Select(faulty => faulty.Frame));
    }

    [Fact]
    public void Every_kind_of_damage_strikes_diffs_only_and_the_same_for_a_seed()
    {
        List<WireFrame> frames = Recorded();
        var faults = new FrameFaults(2, DropPerMillion: 50_000, DuplicatePerMillion: 50_000, ReorderPerMillion: 50_000, BitFlipPerMillion: 50_000);
        List<FaultyFrame> damaged = [.. faults.Apply(frames)];

        foreach (InjectedFault fault in new[] { InjectedFault.Dropped, InjectedFault.Duplicated, InjectedFault.Reordered, InjectedFault.BitFlipped })
            Assert.Contains(damaged, faulty => faulty.Fault == fault);
        Assert.All(damaged.Where(faulty => faulty.Fault != InjectedFault.None), faulty => Assert.Equal(WireFrameKind.Diff, faulty.Frame.Kind));
        Assert.Equal(frames.Count, damaged.Count(faulty => faulty.Fault != InjectedFault.Duplicated));
        Assert.Equal(damaged.Select(faulty => faulty.Frame.Text()), faults.Apply(frames).Select(faulty => faulty.Frame.Text()));
        Assert.All(damaged.Where(faulty => faulty.Fault == InjectedFault.BitFlipped), faulty => Assert.DoesNotContain(faulty.Frame, frames));
    }
}
