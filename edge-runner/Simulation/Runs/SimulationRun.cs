using System.Diagnostics;
using System.Security.Cryptography;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>
/// Runs a plan's episodes, side by side where there are cores, and puts them together in their order: figures and hash are the
/// same however many ran at once.
/// </summary>
public sealed class SimulationRun
{
    private readonly SimulationPlan _plan;
    private readonly EpisodePlan _episodes;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, EpisodeResult> _waiting = [];
    private readonly Tally _tally = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Exception? _failure;
    private int _begun = -1;
    private int _merged;

    private SimulationRun(SimulationPlan plan)
    {
        _plan = plan;
        _episodes = new EpisodePlan(plan);
        _merged = plan.OnlyEpisode ?? 0;
    }

    public static SimulationReport Execute(SimulationPlan plan)
    {
        var started = Stopwatch.GetTimestamp();
        var run = new SimulationRun(plan);
        var threads = Enumerable.Range(0, Math.Clamp(plan.Cores, 1, Math.Max(plan.Episodes, 1)))
            .Select(core => new Thread(run.Work) { IsBackground = true, Name = $"simulation {core}" })
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (run._failure is { } failure)
            throw new InvalidOperationException($"The simulation itself failed: {failure.Message}", failure);
        using (run._hash)
            return SimulationReport.Of(plan, run._tally, run._hash.GetCurrentHash(), Stopwatch.GetElapsedTime(started));
    }

    private void Work()
    {
        try
        {
            for (var index = Interlocked.Increment(ref _begun); index < _plan.Episodes && _failure is null; index = Interlocked.Increment(ref _begun))
            {
                if (_plan.OnlyEpisode is { } only && only != index)
                    continue;
                Take(index, Episode.Run(_episodes, index, _plan.LengthOf(index)));
            }
        }
        catch (Exception e)
        {
            // Handed to whoever waits for the run: a thread has nobody to throw to.
            _failure = e;
        }
    }

    /// <summary>What is next in order is added; what came early waits.</summary>
    private void Take(int index, EpisodeResult result)
    {
        lock (_gate)
        {
            _waiting.Add(index, result);
            while (_waiting.Remove(_merged, out var next))
            {
                _merged++;
                _tally.Add(next.Tally);
                foreach (var life in next.Hashes)
                    _hash.AppendData(life);
            }
        }
    }
}
