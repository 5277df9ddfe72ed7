using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What happens to the process and its machine in an episode, and when.</summary>
internal sealed class ProcessFaults
{
    // A cycle across venues comes past about twenty points; a crash is to find any of them.
    private const int MostPoints = 24;

    private static readonly TimeSpan LongestArmed = TimeSpan.FromMinutes(5);

    private readonly SeededRandom _random;
    private readonly bool _jumpsClock;
    private readonly FaultTimer _crash;
    private readonly FaultTimer _disk;
    private readonly FaultTimer _lease;
    private readonly FaultTimer _clock;
    private DateTimeOffset _crashBy;

    public ProcessFaults(EpisodePlan plan, SeededRandom random, DateTimeOffset start)
    {
        _random = random;
        _jumpsClock = plan.Has(SimulatedFaults.Clock);
        _crash = Every(SimulatedFaults.Crash, 10);
        _disk = Every(SimulatedFaults.Disk, 60);
        _lease = Every(SimulatedFaults.Lease, 20);
        _clock = Every(SimulatedFaults.Clock, 15);

        FaultTimer Every(SimulatedFaults fault, int minutes) => new(random, start, plan.Has(fault) ? TimeSpan.FromMinutes(minutes) : TimeSpan.Zero);
    }

    public void Strike(Episode episode, DateTimeOffset now)
    {
        if (_crash.Strikes(now) && !episode.IsCrashArmed)
        {
            episode.ArmCrash((int)_random.Between(1, MostPoints));
            _crashBy = now + LongestArmed;
        }

        // Nothing was traded meanwhile: then it dies between two events.
        if (episode.IsCrashArmed && now >= _crashBy)
        {
            episode.Die();
            return;
        }

        if (_lease.Strikes(now))
            episode.LoseLease();
        if (_clock.Strikes(now))
            episode.JumpClock(Jump());
        if (_disk.Strikes(now))
            episode.LoseDisk();
    }

    /// <summary>A machine that was down may come back with another idea of the time.</summary>
    public void JumpClockAtStart(Episode episode)
    {
        if (_jumpsClock && _random.Chance(300_000))
            episode.JumpClock(TimeSpan.FromSeconds(_random.Between(-10, 3_600)));
    }

    public TimeSpan Downtime() => TimeSpan.FromMilliseconds(_random.Between(500, 30_000));

    /// <summary>Until a person looks at what halted.</summary>
    public TimeSpan Attention() => TimeSpan.FromSeconds(_random.Between(20, 300));

    private TimeSpan Jump() => _random.Chance(500_000)
        ? TimeSpan.FromMilliseconds(_random.Between(500, 600_000))
        : TimeSpan.FromMilliseconds(-_random.Between(500, 10_000));
}
