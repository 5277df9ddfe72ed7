using Arbit.EdgeRunner.Backtest;
using Arbit.EdgeRunner.Backtest.Captures;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Journal.Recording;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.EdgeRunner.Simulation;
using Arbit.Money;
using Arbit.Tests.Support;

namespace Arbit.Tests.Backtest;

/// <summary>A recording is a capture too: of it only what the venues sent, so that what was decided then is decided anew.</summary>
public sealed class BacktestRecordingTests
{
    [Fact]
    public void With_the_same_fill_model_a_recording_comes_to_the_decisions_of_the_folder_it_was_made_from()
    {
        using var capture = new SimulatedCapture(Seeds.Current, 15, VenueNames.Binance, VenueNames.Kraken);
        var folder = Directory.CreateTempSubdirectory("arbit-recording-");
        try
        {
            var recording = Path.Combine(folder.FullName, "session");
            Record(capture.Path, recording, complete: true);
            var ofFolder = Run(capture.Path);
            var ofRecording = Run(recording);
            Assert.True(ofFolder.Cycles.Attempted > 0);
            Assert.Equal(ofFolder.DecisionsHash, ofRecording.DecisionsHash);
            Assert.Equal("recording", Assert.Single(ofRecording.Captures).Kind);
            Assert.Equal(ofFolder.Frames, ofRecording.Frames);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Another_latency_meets_other_books()
    {
        using var capture = new SimulatedCapture(Seeds.Current, 15, VenueNames.Binance, VenueNames.Kraken);
        var slow = SimulatedCapture.Options();
        slow.Paper.LatencyMs = 900;
        var late = BacktestRun.Run(new BacktestOptions([capture.Path], slow, new Dictionary<Asset, Amount>())).Result;
        Assert.NotEqual(Run(capture.Path).DecisionsHash, late.DecisionsHash);
        Assert.Contains(late.Assumptions, assumption => assumption.Contains("900 ms after the decision", StringComparison.Ordinal));
    }

    [Fact]
    public void A_recording_without_an_end_is_used_and_said_so()
    {
        using var capture = new SimulatedCapture(Seeds.Current, 5, VenueNames.Kraken);
        var folder = Directory.CreateTempSubdirectory("arbit-recording-");
        try
        {
            var recording = Path.Combine(folder.FullName, "session");
            Record(capture.Path, recording, complete: false);
            Assert.Contains(Run(recording).Assumptions, assumption => assumption.Contains("breaks off", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BacktestResult Run(string capture) => BacktestRun.Run(new BacktestOptions([capture], SimulatedCapture.Options(), new Dictionary<Asset, Amount>())).Result;

    /// <summary>As run --record writes: with timers and commands among the inputs, which are not the venues'.</summary>
    private static void Record(string from, string to, bool complete)
    {
        var capture = FolderCapture.Read(from);
        var listed = capture.Venues.Select(venue => new ListedVenue(venue.Name, venue.Listed.OrderBy(item => item.Symbol).ToList())).ToList();
        var session = new SessionDescription(SimulatedCapture.Options(), 1, listed, new Checkpoint([], [], Totals.None, TradingState.Active, "", "", 0, []));
        using var recorder = SessionRecorder.Begin(to, session.Encode());
        using var tape = capture.Open();
        long sequence = 0;
        while (tape.TryAdvance())
        {
            recorder.Record(++sequence, tape.Time, (byte)EventKind.Timer, 0, []);
            recorder.Record(++sequence, tape.Time, (byte)EventKind.Command, 0, RecordCodec.Encode(new EngineCommand(EngineAction.Halt, "that was then")));
            recorder.Record(++sequence, tape.Time, (byte)tape.Kind, tape.Venue, tape.Buffer[..tape.Length]);
        }

        if (complete)
            recorder.Complete([1, 2, 3]);
    }
}
