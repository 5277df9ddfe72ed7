using Arbit.Money;

namespace Arbit.EdgeRunner.Risk;

/// <summary>Says when losses and failures must halt trading until a person resumes. It reports nothing itself (lesson L28).</summary>
public sealed class KillSwitch(RiskSettings settings)
{
    /// <summary>The sentence to halt with; null where trading may go on.</summary>
    public string? Judge(RiskTally tally)
    {
        if (tally.FailuresInRow >= settings.MaxFailuresInRow)
            return $"{tally.FailuresInRow} cycles in a row failed";
        if (tally.DayCapital is not { } capital)
            return null;
        var limit = Amount.From(capital.Value * new Exact(settings.MaxDailyLoss.RateUnits, 8), Rounding.Floor);
        return tally.TodaysNet < -limit ? $"today's loss of {-tally.TodaysNet} USD is over {settings.MaxDailyLoss} bps of the capital" : null;
    }
}
