using Arbit.EdgeRunner.Venues;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>
/// All venues' tops of book together. The venues' connections call it from threads of their own, one at a time: nothing here is
/// in a hurry, and a lock is the simple way.
/// </summary>
internal sealed class FitnessRecorder(TimeProvider time, TopOfBookFile file)
{
    private readonly long _startTimestamp = time.GetTimestamp();
    private readonly long _startUnixNanoseconds = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
    private readonly Dictionary<InstrumentFeed, TopOfBook> _tops = [];
    private readonly Dictionary<TopOfBook, List<VenuePair>> _pairs = [];
    private bool _isOver;

    /// <summary>Held by whoever changes a book that is recorded here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Told of each change, under <see cref="Gate"/>.</summary>
    public Action<TopOfBook>? Changed { get; init; }

    /// <summary>Before any connection runs.</summary>
    public void Add(TopOfBook top)
    {
        _pairs[top] = [];
        foreach (var other in _tops.Values.Where(other => other.Symbol == top.Symbol && other.Venue != top.Venue))
        {
            var pair = new VenuePair(other, top, time);
            _pairs[other].Add(pair);
            _pairs[top].Add(pair);
        }

        _tops.Add(top.Feed, top);
    }

    /// <summary>A frame spoke of this instrument. Under <see cref="Gate"/>.</summary>
    public void Observe(InstrumentFeed feed, bool isData)
    {
        if (_isOver)
            return;
        var now = time.GetTimestamp();
        var top = _tops[feed];
        if (isData)
            top.LastSeen = now;
        if (!top.Observe())
            return;
        file.Add(_startUnixNanoseconds + (time.GetElapsedTime(_startTimestamp, now).Ticks * TimeSpan.NanosecondsPerTick), top);
        foreach (var pair in _pairs[top])
            pair.Observe(now);
        Changed?.Invoke(top);
    }

    /// <summary>What was seen until now. Nothing is recorded any more, so that the file holds what is reported, while connections still close.</summary>
    public FitnessReport Report(string? venue, string feed, bool simulated, IEnumerable<VenueFitness> venues)
    {
        lock (Gate)
        {
            _isOver = true;
            var now = time.GetTimestamp();
            var seconds = time.GetElapsedTime(_startTimestamp, now).TotalSeconds;
            var pairs = _pairs.Values.SelectMany(pair => pair).Distinct().ToList();
            foreach (var pair in pairs)
                pair.Observe(now);
            return new FitnessReport(
                venue,
                Math.Round(seconds, 3),
                feed,
                simulated,
                [.. venues],
                [.. _tops.Values.Select(top => top.Describe(seconds, top.LastSeen == 0 ? null : (long)time.GetElapsedTime(top.LastSeen, now).TotalMilliseconds))],
                [.. pairs.Select(pair => pair.Describe()).OfType<PairFitness>().OrderByDescending(pair => pair.MaxGrossBps)],
                file.Path,
                file.Lost);
        }
    }
}
