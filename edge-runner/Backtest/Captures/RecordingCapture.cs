using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Scanner;
using Arbit.EdgeRunner.Venues;
using Arbit.EdgeRunner.Venues.Connections;

namespace Arbit.EdgeRunner.Backtest.Captures;

/// <summary>What run --record wrote: of it only what the venues sent, and the instruments that were watched.</summary>
public sealed class RecordingCapture : ICapture
{
    private readonly string _path;
    private readonly List<string> _assumptions = [];

    private RecordingCapture(string path, IReadOnlyList<CapturedVenue> venues, CandleHistory? candles)
    {
        _path = path;
        Venues = venues;
        Candles = candles;
    }

    public string Name => _path;

    public IReadOnlyList<CapturedVenue> Venues { get; }

    public IReadOnlyList<string> Assumptions => _assumptions;

    public CandleHistory? Candles { get; }

    /// <exception cref="SessionFormatException">It is no recording.</exception>
    /// <exception cref="InvalidDataException">It describes no session of this program.</exception>
    public static RecordingCapture Read(string path)
    {
        using var reader = SessionReader.Open(path);
        var session = SessionDescription.Decode(reader.Description);
        var venues = session.Listed.Select(listed => VenueOf(path, listed)).ToList();
        return new RecordingCapture(path, venues, session.Candles);
    }

    public IMarketTape Open() => new RecordingTape(SessionReader.Open(_path), Tell);

    private static CapturedVenue VenueOf(string path, ListedVenue listed)
    {
        var definition = VenueCatalog.Find(listed.Venue) ?? throw new InvalidDataException($"{path} was recorded on {listed.Venue}, which is not known here: known are {VenueCatalog.Names}");
        return new CapturedVenue(definition, listed.Instruments, IsComplete: true, definition.Protocol(new ConnectionOptions()).SnapshotDepth);
    }

    private void Tell(string ending)
    {
        var assumption = $"{_path}: {ending}";
        if (!_assumptions.Contains(assumption))
            _assumptions.Add(assumption);
    }
}
