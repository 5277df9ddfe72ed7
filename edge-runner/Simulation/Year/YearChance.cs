namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>What has a random sequence of its own. A closed set.</summary>
internal enum YearChance
{
    Market,
    Dislocations,
    Paper,
    Funding,
    Suspensions,
    Bus,
    Signals,
    Person,
    Crashes,
    Targets,
}
