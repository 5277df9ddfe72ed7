namespace Arbit.EdgeRunner.Backtest;

/// <summary>
/// Captures that are run together, merged by time: those that overlap and have no venue in common. Groups are run one after the
/// other, in the order in which they were named.
/// </summary>
internal sealed class CaptureGroup
{
    private readonly List<CaptureSurvey> _surveys = [];

    public IReadOnlyList<CaptureSurvey> Surveys => _surveys;

    public long From => _surveys.Min(survey => survey.From);

    public long Until => _surveys.Max(survey => survey.Until);

    public static List<CaptureGroup> Of(IEnumerable<CaptureSurvey> surveys)
    {
        var groups = new List<CaptureGroup>();
        foreach (var survey in surveys)
        {
            if (groups.Count == 0 || !groups[^1].CanTake(survey))
                groups.Add(new CaptureGroup());
            groups[^1]._surveys.Add(survey);
        }

        return groups;
    }

    private bool CanTake(CaptureSurvey survey)
        => survey.From <= Until && survey.Until >= From
        && !_surveys.SelectMany(s => s.Listed).Select(listed => listed.Venue).Intersect(survey.Listed.Select(listed => listed.Venue), StringComparer.Ordinal).Any();
}
