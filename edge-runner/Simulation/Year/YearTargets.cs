using Arbit.EdgeRunner.Simulation.Market;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>
/// Where the person wants the capital: some two times a month other target shares for the accounts are accepted, as smart balancing
/// proposes them where opportunities come more often. It is what makes accounts drift, and money travel.
/// </summary>
internal sealed class YearTargets
{
    private static readonly int[][] Choices = [[3, 1, 1], [1, 3, 1], [1, 1, 3], [1, 1, 1]];

    private readonly List<(DateTimeOffset From, IReadOnlyDictionary<string, int> Weights)> _targets = [];

    public YearTargets(YearPlan plan)
    {
        var random = new SeededRandom(plan.SeedOf(YearChance.Targets));
        var names = plan.Settings.Venues.Select(venue => venue.Definition.Name).ToList();
        var before = -1;
        for (var at = YearPlan.Start.AddHours(random.Between(30, 60)); at < YearPlan.Start.AddDays(plan.Days); at = at.AddHours(random.Between(8 * 24, 22 * 24)))
        {
            var choice = (int)random.Below(Choices.Length);
            choice = choice == before ? (choice + 1) % Choices.Length : choice;
            before = choice;
            _targets.Add((at, names.Select((name, number) => (name, Weight: Choices[choice][number % 3])).ToDictionary(target => target.name, target => target.Weight, StringComparer.Ordinal)));
        }
    }

    /// <summary>Null while nothing but what is configured was ever accepted.</summary>
    public IReadOnlyDictionary<string, int>? At(DateTimeOffset now)
    {
        for (var i = _targets.Count - 1; i >= 0; i--)
        {
            if (_targets[i].From <= now)
                return _targets[i].Weights;
        }

        return null;
    }
}
