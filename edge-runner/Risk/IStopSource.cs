namespace Arbit.EdgeRunner.Risk;

/// <summary>Knows of stops; asked about twice a second, for the page.</summary>
public interface IStopSource
{
    IEnumerable<Stop> StopsAt(long now);
}
