using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What goes wrong on one connection, and how often.</summary>
internal sealed class FeedFaults
{
    private const int FailedSnapshotPerMillion = 150_000;
    private const int CorruptChecksumAbout = 4_000;

    private readonly SeededRandom _random;
    private readonly Tally _tally;
    private readonly bool _isOn;
    private readonly FaultTimer _drop;
    private readonly FaultTimer _double;
    private readonly FaultTimer _reorder;
    private readonly FaultTimer _disconnect;
    private readonly FaultTimer _stall;

    public FeedFaults(SeededRandom random, DateTimeOffset start, bool isOn, Tally tally)
    {
        _random = random;
        _tally = tally;
        _isOn = isOn;
        _drop = Every(2);
        _double = Every(2);
        _reorder = Every(3);
        _disconnect = Every(15);
        _stall = Every(8);

        FaultTimer Every(int minutes) => new(random, start, isOn ? TimeSpan.FromMinutes(minutes) : TimeSpan.Zero);
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public bool IsOver { get; set; }

    /// <summary>How often Kraken's updates carry a wrong checksum, for the world that makes them; 0 for never.</summary>
    public static int CorruptChecksumEvery(SeededRandom random, bool isOn) => isOn ? (int)random.Between(CorruptChecksumAbout / 2, CorruptChecksumAbout * 2) : 0;

    public bool DropsDiff(DateTimeOffset now) => Strikes(_drop, now, FaultKind.DroppedDiff);

    public bool DoublesDiff(DateTimeOffset now) => Strikes(_double, now, FaultKind.DoubledDiff);

    public bool ReordersDiff(DateTimeOffset now) => Strikes(_reorder, now, FaultKind.ReorderedDiff);

    public bool Disconnects(DateTimeOffset now) => Strikes(_disconnect, now, FaultKind.Disconnect);

    /// <summary>Nothing comes for so long, and then everything at once; zero where it goes on.</summary>
    public TimeSpan Stalls(DateTimeOffset now)
        => Strikes(_stall, now, FaultKind.Stall) ? TimeSpan.FromMilliseconds(_random.Between(200, 25_000)) : TimeSpan.Zero;

    public bool FailsSnapshot()
    {
        if (!_isOn || IsOver || !_random.Chance(FailedSnapshotPerMillion))
            return false;
        _tally.Count(FaultKind.FailedSnapshot);
        return true;
    }

    /// <summary>From asking to an answer.</summary>
    public TimeSpan Latency() => TimeSpan.FromMilliseconds(_random.Between(40, 400));

    public TimeSpan Reconnect() => TimeSpan.FromMilliseconds(_random.Between(500, 6_000));

    private bool Strikes(FaultTimer timer, DateTimeOffset now, FaultKind kind)
    {
        if (IsOver || !timer.Strikes(now))
            return false;
        _tally.Count(kind);
        return true;
    }
}
