using Arbit.EdgeRunner.Backtest.Captures;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Run;

namespace Arbit.EdgeRunner.Backtest;

/// <summary>A capture, read once: which instruments there are, and when it begins and ends.</summary>
internal sealed class CaptureSurvey
{
    private CaptureSurvey(ICapture capture) => Capture = capture;

    public ICapture Capture { get; }

    /// <summary>Of the first frame, Unix nanoseconds.</summary>
    public long From { get; private set; } = long.MaxValue;

    public long Until { get; private set; }

    public long Frames { get; private set; }

    public List<ListedVenue> Listed { get; } = [];

    public List<string> Assumptions { get; } = [];

    public static CaptureSurvey Of(ICapture capture, DollarPrices firstPrices)
    {
        var survey = new CaptureSurvey(capture);
        var venues = capture.Venues.Select(venue => new VenueSurvey(venue)).ToList();
        using (var tape = capture.Open())
        {
            while (tape.TryAdvance())
                survey.Read(tape, venues);
        }

        survey.Assumptions.AddRange(capture.Assumptions);
        for (var i = 0; i < venues.Count; i++)
        {
            var instruments = venues[i].Instruments(survey.Assumptions);
            survey.Listed.Add(new ListedVenue(capture.Venues[i].Name, instruments));
            venues[i].FirstPrices(instruments, firstPrices);
        }

        return survey;
    }

    private void Read(IMarketTape tape, List<VenueSurvey> venues)
    {
        if (tape.Kind == EventKind.Frame)
        {
            Frames++;
            From = Math.Min(From, tape.Time);
            Until = Math.Max(Until, tape.Time);
        }

        if (tape.Venue < venues.Count)
            venues[tape.Venue].Read(tape.Kind, tape.Buffer, tape.Length);
    }
}
